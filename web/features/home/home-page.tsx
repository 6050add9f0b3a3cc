import { useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { formatDay, formatLongDay, formatSum } from '#web/ui/format.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Time } from '#web/ui/time.tsx';
import classes from './home.module.css';
import { answersOf, dealsWithoutStep, dueTasks, newLeads, quietDeals, talksOf } from './my-day.ts';
import { NewsBlock } from './news-block.tsx';
import { PipelineGlance } from './pipeline-glance.tsx';
import { RecordBlock } from './record-block.tsx';
import { today } from './today.ts';
import { useTouched } from './use-touched.ts';

/** Where the day begins: what waits for the person, how they stand, and what others did. */
export function HomePage() {
  const [now] = useState(() => new Date());
  const day = today(now);
  const sees = {
    tasks: useCan('tasks', 'read'),
    leads: useCan('leads', 'read'),
    deals: useCan('opportunities', 'read'),
  };
  return (
    <>
      <PageHeader title={t('Home')}>
        <time dateTime={day} className={classes.day}>
          {formatLongDay(now.toISOString())}
        </time>
      </PageHeader>
      <div className={classes.grid}>
        {sees.tasks && <DueTasks day={day} />}
        {sees.deals && <PipelineGlance day={day} />}
        {sees.leads && <WaitingLeads />}
        {sees.deals && <DealsWithoutStep />}
        {sees.deals && <QuietDeals now={now.getTime()} />}
        <NewsBlock />
      </div>
    </>
  );
}

function DueTasks({ day }: { day: string }) {
  const { user } = useSession();
  return (
    <RecordBlock
      title={t('Due until today')}
      object="tasks"
      filter={dueTasks(user.id, day)}
      sort="due_at"
      empty={t('All done for today.')}
      note={({ due_at }) => (
        <span data-late={String(due_at) < new Date().toISOString() || undefined}>
          <Time value={String(due_at)} />
        </span>
      )}
    />
  );
}

function WaitingLeads() {
  const { user } = useSession();
  const definition = useObject('leads');
  const answered = useTouched('lead_id', answersOf(user.id, definition));
  return (
    <RecordBlock
      title={t('Leads that wait for a first answer')}
      object="leads"
      filter={answered && newLeads(user.id, definition, answered)}
      sort="created_at"
      empty={t('Every new lead has been answered.')}
      note={({ created_at }) => <Time value={created_at} />}
    />
  );
}

function DealsWithoutStep() {
  const { user } = useSession();
  const worth = useWorth();
  return (
    <RecordBlock
      title={t('Deals without a next step')}
      object="opportunities"
      filter={dealsWithoutStep(user.id)}
      sort="-base_amount"
      empty={t('Every deal has a next step.')}
      note={(deal) =>
        [worth(deal), deal.close_date ? formatDay(String(deal.close_date)) : ''].filter(Boolean).join(' · ')
      }
    />
  );
}

function QuietDeals({ now }: { now: number }) {
  const { user } = useSession();
  const { fields } = useObject('opportunities');
  const talked = useTouched('opportunity_id', talksOf(user.id, now));
  return (
    <RecordBlock
      title={t('Deals that have gone quiet')}
      object="opportunities"
      filter={talked && quietDeals(user.id, fields.stage, now, talked)}
      sort="updated_at"
      empty={t('No deal has been left alone for too long.')}
      note={({ updated_at }) => <Time value={updated_at} />}
    />
  );
}

function useWorth(): (deal: AnyRecord) => string {
  const { fields } = useObject('opportunities');
  return ({ base_amount }) => (typeof base_amount === 'number' ? formatSum(base_amount, fields.amount?.currency) : '');
}
