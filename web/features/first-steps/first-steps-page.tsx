import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId } from 'react';
import { listQuery } from '#web/api/queries.ts';
import { saveProfile } from '#web/features/session/preferences.ts';
import { newRecordPath } from '#web/fields/record-link.tsx';
import { t, tn } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Chip } from '#web/ui/chip.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { DemoData } from './demo-data.tsx';
import classes from './first-steps.module.css';
import { Habits } from './habits.tsx';

/** What a new organization is asked for, on one page: each step can be done now, later or never. */
export function FirstStepsPage() {
  const { organization, preferences, user } = useSession();
  const navigate = useNavigate();
  useEffect(() => {
    if (preferences.guide === null) void saveProfile({ guide: 'open' }).catch(() => {});
  }, [preferences.guide]);
  async function close() {
    await saveProfile({ guide: 'closed' }).catch(() => {});
    await navigate({ to: '/' });
  }
  return (
    <>
      <PageHeader title={t('First steps')}>
        <Button variant="default" onClick={() => void close()}>
          {t('Done')}
        </Button>
      </PageHeader>
      <div className={classes.page}>
        <p className={classes.lead}>
          {t('{organization} is ready. Four things make it yours; all of them can be changed at any time.', {
            organization: organization.name,
          })}
        </p>
        <ol className={classes.steps}>
          <Step
            title={t('Currency, dates and time zone')}
            text={t('Amounts are added up in this currency. Dates and times are yours alone.')}
          >
            <Habits />
          </Step>
          <PipelineStep />
          <PeopleStep />
          <Step
            title={t('Something to work with')}
            text={t('Look around with invented records, or begin with your own. What is invented goes with one click.')}
          >
            {user.role === 'admin' && <DemoData />}
            <ButtonLink to={newRecordPath('leads')} variant="default">
              {t('Add your first lead')}
            </ButtonLink>
          </Step>
        </ol>
      </div>
    </>
  );
}

function PipelineStep() {
  const { data } = useQuery(listQuery('pipelines', { limit: 100, sort: 'position' }));
  const usual = data?.data.find(({ is_default }) => is_default);
  const stages = (usual?.stages ?? []) as { value: string; label: string }[];
  return (
    <Step
      title={t('How you sell')}
      text={t('Deals go through these stages. Name them as you do, put them in order, or add a pipeline of its own.')}
    >
      <ul className={classes.stages} aria-label={t('Stages')}>
        {stages.map(({ value, label }) => (
          <li key={value}>
            <Chip>{t(label)}</Chip>
          </li>
        ))}
      </ul>
      <ButtonLink to="/settings/pipelines" variant="default">
        {t('Change the stages')}
      </ButtonLink>
    </Step>
  );
}

function PeopleStep() {
  const { data } = useQuery(listQuery('users', { active: true, limit: 1 }));
  const others = (data?.total ?? 1) - 1;
  return (
    <Step
      title={t('Who sells with you')}
      text={t('Colleagues get a link with which they choose a password. Or stay on your own for now.')}
    >
      {others > 0 && <p>{tn(others, '{n} other person is here', '{n} others are here')}</p>}
      <ButtonLink to="/settings/members" variant="default">
        {t('Invite people')}
      </ButtonLink>
    </Step>
  );
}

interface StepProps {
  title: string;
  text: string;
  children: ReactNode;
}

function Step({ title, text, children }: StepProps) {
  const id = useId();
  return (
    <li className={classes.step} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      <div className={classes.actions}>{children}</div>
    </li>
  );
}
