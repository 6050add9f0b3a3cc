import { Menu } from '@mantine/core';
import {
  type Icon,
  IconAddressBook,
  IconAt,
  IconBuilding,
  IconCalendar,
  IconCalendarEvent,
  IconChevronDown,
  IconClock,
  IconCoins,
  IconFlag,
  IconLinkOff,
  IconNote,
  IconPhone,
  IconSquareCheck,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { msg, t } from '#web/language/translate.ts';
import { screens } from '#web/objects/screens.ts';
import { useObject } from '#web/records/use-object.ts';
import { formatAmount, formatDay, formatMoment } from '#web/ui/format.ts';
import classes from './quick-add.module.css';
import { keyOf, type NameLink } from './use-links.ts';
import type { useQuickAdd } from './use-quick-add.ts';
import type { Kind } from './words.ts';

interface PreviewProps {
  state: ReturnType<typeof useQuickAdd>;
}

const kinds: Record<Kind, { label: string; icon: Icon }> = {
  task: { label: msg('Task'), icon: IconSquareCheck },
  call: { label: msg('Call made'), icon: IconPhone },
  meeting: { label: msg('Meeting'), icon: IconCalendarEvent },
  note: { label: msg('Note'), icon: IconNote },
  lead: { label: msg('Lead'), icon: IconTargetArrow },
  contact: { label: msg('Contact'), icon: IconAddressBook },
  company: { label: msg('Company'), icon: IconBuilding },
  deal: { label: msg('Opportunity'), icon: IconCoins },
};

/** What a line will make, a chip for each thing that was understood; what can be meant in several ways is chosen. */
export function Preview({ state }: PreviewProps) {
  const { line, record, links, assignee } = state;
  const { body } = record;
  const priority = useObject('tasks').fields.priority;
  const text = (name: string) => (typeof body[name] === 'string' ? String(body[name]) : undefined);
  const moment = text('due_at') ?? text('starts_at');
  const fallsBack = record.object === 'tasks' && line.kind !== 'task';
  return (
    <>
      <p className={classes.title}>{line.title}</p>
      <ul className={classes.chips} aria-label={t('What is added')}>
        <KindChip kind={fallsBack ? 'task' : line.kind} onChoose={state.setKind} />
        {links.map((link) => (
          <LinkChip key={link.name} link={link} kind={line.kind} onChoose={state.choose} />
        ))}
        {moment && <Chip icon={IconCalendar}>{formatMoment(moment)}</Chip>}
        {text('close_date') && <Chip icon={IconCalendar}>{formatDay(text('close_date') ?? '')}</Chip>}
        {typeof body.duration_minutes === 'number' && <Chip icon={IconClock}>{lengthOf(body.duration_minutes)}</Chip>}
        {text('amount') && <Chip icon={IconCoins}>{formatAmount(Number(text('amount')), text('currency'))}</Chip>}
        {text('priority') && priority && (
          <Chip icon={IconFlag}>
            <OptionLabel field={priority} value={text('priority') ?? ''} />
          </Chip>
        )}
        {text('company') && <Chip icon={IconBuilding}>{text('company')}</Chip>}
        {text('email') && <Chip icon={IconAt}>{text('email')}</Chip>}
        {text('phone') && <Chip icon={IconPhone}>{text('phone')}</Chip>}
        {line.assignee && (
          <Chip icon={IconUser}>{assignee?.name ?? t('Nobody called {name}', { name: line.assignee })}</Chip>
        )}
      </ul>
      {line.kind === 'note' && links.every(({ chosen }) => !chosen) && (
        <p className={classes.hint}>{t('Name the record that it is about, such as “note Acme: …”.')}</p>
      )}
      {fallsBack && <p className={classes.hint}>{t('Without a record that it is about it becomes a task.')}</p>}
    </>
  );
}

/** `1 h 30 min`. */
function lengthOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('{rest} min', { rest });
  return rest === 0 ? t('{hours} h', { hours }) : t('{hours} h {rest} min', { hours, rest });
}

function Chip({ icon: Icon, children }: { icon: Icon; children: ReactNode }) {
  return (
    <li className={classes.chip}>
      <Icon size={14} stroke={1.7} aria-hidden="true" />
      {children}
    </li>
  );
}

function KindChip({ kind, onChoose }: { kind: Kind; onChoose: (kind: Kind) => void }) {
  const { label, icon: Icon } = kinds[kind];
  return (
    <li>
      <Menu position="bottom-start" width={180} returnFocus>
        <Menu.Target>
          <button type="button" className={classes.chip} data-kind>
            <span className="visually-hidden">{t('Kind:')} </span>
            <Icon size={14} stroke={1.7} aria-hidden="true" />
            {t(label)}
            <IconChevronDown size={12} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(kinds) as Kind[]).map((one) => (
            <Menu.Item key={one} onClick={() => onChoose(one)}>
              {t(kinds[one].label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

interface LinkChipProps {
  link: NameLink;
  kind: Kind;
  onChoose: (name: string, key: string | null) => void;
}

/** The record that a name means; a menu where several match. */
function LinkChip({ link, kind, onChoose }: LinkChipProps) {
  const { name, hits, chosen, isSearching } = link;
  if (kind === 'lead' || kind === 'company') return null;
  if (hits.length === 0) {
    const text = isSearching ? t('Searching for {name}…', { name }) : t('No record called {name}', { name });
    return (
      <li className={classes.chip} data-missing>
        <IconLinkOff size={14} stroke={1.7} aria-hidden="true" />
        {text}
      </li>
    );
  }
  const Icon = (chosen && screens[chosen.object]?.icon) ?? IconLinkOff;
  return (
    <li>
      <Menu position="bottom-start" width={300} returnFocus>
        <Menu.Target>
          <button type="button" className={classes.chip}>
            <span className="visually-hidden">{name}: </span>
            <Icon size={14} stroke={1.7} aria-hidden="true" />
            <span className={classes.record}>{chosen?.title ?? t('Not linked')}</span>
            {hits.length > 1 && <span className={classes.count}>{hits.length}</span>}
            <IconChevronDown size={12} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {hits.map((hit) => {
            const HitIcon = screens[hit.object]?.icon ?? IconLinkOff;
            return (
              <Menu.Item
                key={keyOf(hit)}
                leftSection={<HitIcon size={15} stroke={1.7} aria-hidden="true" />}
                onClick={() => onChoose(name, keyOf(hit))}
              >
                {hit.title}
                {hit.subtitle && <span className={classes.subtitle}>{hit.subtitle}</span>}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLinkOff size={15} aria-hidden="true" />} onClick={() => onChoose(name, null)}>
            {t('None of these')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
