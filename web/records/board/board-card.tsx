import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon, Menu } from '@mantine/core';
import { IconClockExclamation, IconDots } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RecordLink } from '#web/fields/record-link.tsx';
import { embedded } from '#web/fields/related.ts';
import { t, tn } from '#web/language/translate.ts';
import { TickBox } from '#web/records/tick-box.tsx';
import { Avatar } from '#web/ui/avatar.tsx';
import classes from './board.module.css';
import type { Move } from './use-moves.ts';

interface BoardCardProps {
  definition: ObjectDefinition;
  by: string;
  record: AnyRecord;
  /** Days without any news, where they are too many. */
  staleDays?: number;
  /** Undefined where the person may not change records. */
  onMove: Move | undefined;
}

/** A record on a board: its title, what tells it apart, whose it is. */
export function BoardCard({ definition, by, record, staleDays, onMove }: BoardCardProps) {
  const { ref, isDragging } = useDraggable(record, onMove !== undefined);
  const shown = definition.list.columns.filter(
    (name) => name !== definition.title && name !== by && name !== definition.tick && hasValue(record[name]),
  );
  const [owners, details] = [shown.filter((name) => isOwner(name)), shown.filter((name) => !isOwner(name))];
  function isOwner(name: string) {
    return definition.fields[name]?.defaultToUser === true;
  }
  return (
    <li
      ref={ref}
      data-card={record.id}
      className={classes.card}
      data-dragging={isDragging || undefined}
      data-movable={onMove !== undefined}
    >
      <div className={classes.line}>
        <span className={classes.title}>
          <TickBox definition={definition} record={record} />
          <RecordLink object={definition.name} id={record.id} className={classes.link} draggable={false}>
            {String(record[definition.title])}
          </RecordLink>
        </span>
        {onMove && <MoveMenu definition={definition} by={by} record={record} onMove={onMove} />}
      </div>
      {staleDays !== undefined && (
        <p className={classes.stale}>
          <IconClockExclamation size={14} aria-hidden="true" />
          {tn(staleDays, '{n} day without news', '{n} days without news')}
        </p>
      )}
      <div className={classes.details}>
        {details.map((name) => (
          <span key={name} data-kind={definition.fields[name]?.kind}>
            <FieldValue name={name} field={definition.fields[name] as Field} record={record} />
          </span>
        ))}
        {owners.map((name) => (
          <Owner key={name} field={definition.fields[name] as Field} name={name} record={record} />
        ))}
      </div>
    </li>
  );
}

function Owner({ field, name, record }: { field: Field; name: string; record: AnyRecord }) {
  const user = embedded(record, name);
  if (!user) return null;
  const title = String(user[objects[field.target as ObjectName].title]);
  return (
    <span className={classes.owner} title={title}>
      <span className="visually-hidden">
        {field.label}: {title}
      </span>
      <Avatar name={title} />
    </span>
  );
}

type MoveMenuProps = Omit<BoardCardProps, 'onMove' | 'staleDays'> & { onMove: Move };

/** Moves a card without a mouse. */
function MoveMenu({ definition, by, record, onMove }: MoveMenuProps) {
  const field = definition.fields[by] as Field;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          className={classes.menu}
          aria-label={t('Move {name}', { name: String(record[definition.title]) })}
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('Move to')}</Menu.Label>
        <Menu.RadioGroup value={String(record[by])} onChange={(to) => void onMove(record, to)}>
          {(field.options ?? [])
            .filter(({ kept }) => !kept)
            .map(({ value }) => (
              <Menu.RadioItem key={value} value={value} closeMenuOnClick>
                <OptionLabel field={field} value={value} />
              </Menu.RadioItem>
            ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function useDraggable(record: AnyRecord, isMovable: boolean) {
  const ref = useRef<HTMLLIElement>(null);
  const [isDragging, setIsDragging] = useState(false);
  useEffect(() => {
    if (!ref.current || !isMovable) return;
    return draggable({
      element: ref.current,
      getInitialData: () => ({ record }),
      onDragStart: () => setIsDragging(true),
      onDrop: () => setIsDragging(false),
    });
  }, [record, isMovable]);
  return { ref, isDragging };
}
