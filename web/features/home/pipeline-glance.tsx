import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '#web/api/queries.ts';
import type { Group } from '#web/api/records.ts';
import { RecordsLink } from '#web/features/reports/records-link.tsx';
import { t, tn } from '#web/language/translate.ts';
import type { Node } from '#web/records/filter/list-filter-node.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { formatCompact, formatSum } from '#web/ui/format.ts';
import { Block } from './block.tsx';
import classes from './home.module.css';
import { monthsAt, openDeals, wonSince } from './my-day.ts';

const MEASURE = { sum: 'amount' } as const;

/** My open deals by stage, and what I have won this month against the month before. */
export function PipelineGlance({ day }: { day: string }) {
  const { user } = useSession();
  const { fields } = useObject('opportunities');
  const months = monthsAt(day);
  const open = openDeals(user.id);
  const won = wonSince(user.id, fields.stage, months.previous);
  const stages = useQuery(groupsQuery('opportunities', { by: 'stage', filter: JSON.stringify(open), ...MEASURE }));
  const wins = useQuery(
    groupsQuery('opportunities', { by: 'closed_at:month', filter: JSON.stringify(won), ...MEASURE }),
  );
  const currency = fields.amount?.currency;
  const rows = (fields.stage?.options ?? []).flatMap((option) => {
    const group = stages.data?.find((one) => one.stage === option.value);
    return group ? [{ ...option, count: group.count, sum: sumOf(group) }] : [];
  });
  const most = Math.max(1, ...rows.map(({ sum }) => sum));
  const total = rows.reduce((sum, row) => sum + row.sum, 0);
  const wonIn = (month: string) => sumOf(wins.data?.find((one) => one.closed_at === month));
  return (
    <Block
      title={t('My pipeline')}
      count={stages.data && rows.length > 0 ? formatSum(total, currency) : undefined}
      all={rows.length > 0 ? { object: 'opportunities', filter: JSON.stringify(open) } : undefined}
      error={stages.data ? null : stages.error}
      isPending={stages.isPending}
    >
      {rows.length === 0 && <p className={classes.quiet}>{t('You have no open deals.')}</p>}
      <ul className={classes.stages}>
        {rows.map(({ value, label, count, sum }) => (
          <li key={value}>
            <RecordsLink object="opportunities" filter={JSON.stringify(inStage(open, value))} className={classes.stage}>
              <span>{label}</span>
              <i style={{ width: `${Math.max(1, (sum / most) * 100)}%` }} aria-hidden="true" />
              <b>{formatCompact(sum, currency)}</b>
              <small>{tn(count, '{n} deal', '{n} deals')}</small>
            </RecordsLink>
          </li>
        ))}
      </ul>
      {wins.data && (
        <p className={classes.won}>
          <span>{t('Won this month')}</span>
          <RecordsLink object="opportunities" filter={JSON.stringify(wonSince(user.id, fields.stage, months.current))}>
            {formatSum(wonIn(months.current), currency)}
          </RecordsLink>
          <span>{t('Last month: {amount}', { amount: formatSum(wonIn(months.previous), currency) })}</span>
        </p>
      )}
    </Block>
  );
}

function inStage(open: Node, value: string): Node {
  return { and: [...(open.and as Node[]), { field: 'stage', op: '=', value }] };
}

function sumOf(group: Group | undefined): number {
  return Number(group?.[`sum_${MEASURE.sum}`] ?? 0);
}
