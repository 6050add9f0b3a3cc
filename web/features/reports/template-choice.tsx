import { UnstyledButton } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { t, tn } from '#web/language/translate.ts';
import { useDefinitions } from '#web/records/use-definitions.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';
import classes from './reports.module.css';
import { chartsOf, templates } from './templates.ts';

interface TemplateChoiceProps {
  /** Dashboards that there are. */
  count: number;
  onMade: (dashboard: Dashboard) => void;
}

/** Makes a dashboard in one click: out of a template, or an empty one. */
export function TemplateChoice({ count, onMade }: TemplateChoiceProps) {
  const definitions = useDefinitions();
  const create = useCreateRecord('dashboards');
  const notifyWritten = useNotifyWritten();
  async function make(name: string, charts: readonly object[]) {
    try {
      const { data, changeSetId } = await create.mutateAsync({ name, charts, position: count });
      notifyWritten(t('Dashboard added'), changeSetId);
      onMade(data as Dashboard);
    } catch (error) {
      notifyError(t('The dashboard was not added'), error as Error);
    }
  }
  const usable = templates
    .map((template) => ({ ...template, made: chartsOf(template, definitions) }))
    .filter(({ made }) => made.length > 0);
  return (
    <ul className={classes.templates}>
      {usable.map(({ name, text, icon: Icon, made }) => (
        <li key={name}>
          <UnstyledButton
            className={classes.template}
            disabled={create.isPending}
            onClick={() => void make(t(name), made)}
          >
            <Icon size={20} stroke={1.6} aria-hidden="true" />
            <strong>{t(name)}</strong>
            <span>{t(text)}</span>
            <small>{tn(made.length, '{n} chart', '{n} charts')}</small>
          </UnstyledButton>
        </li>
      ))}
      <li>
        <UnstyledButton
          className={classes.template}
          disabled={create.isPending}
          onClick={() => void make(t('New dashboard'), [])}
        >
          <IconLayoutDashboard size={20} stroke={1.6} aria-hidden="true" />
          <strong>{t('Empty dashboard')}</strong>
          <span>{t('Put your own charts together, of any records and by any of their fields.')}</span>
        </UnstyledButton>
      </li>
    </ul>
  );
}
