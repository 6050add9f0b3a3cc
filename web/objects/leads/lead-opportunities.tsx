import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Field } from '#shared/fields/field.ts';
import type { Opportunity } from '#shared/objects/opportunities.ts';
import { listQuery } from '#web/api/queries.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RecordLink } from '#web/fields/record-link.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import { formatAmount, formatCount, formatDay } from '#web/ui/format.ts';
import classes from './lead-opportunities.module.css';
import { sumByType } from './opportunity-sums.ts';

interface LeadOpportunitiesProps {
  leadId: number;
}

/** What a lead might buy and has bought, with sums. */
export function LeadOpportunities({ leadId }: LeadOpportunitiesProps) {
  const { data, isPending, isError, refetch } = useQuery(listQuery('opportunities', { lead_id: leadId, limit: 100 }));
  const navigate = useNavigate();
  const mayCreate = useCan('opportunities', 'create');
  const create = () => navigate({ to: '/leads/$leadId/opportunities/new', params: { leadId } });
  return (
    <section aria-labelledby="opportunities-title">
      <div className={classes.heading}>
        <h2 id="opportunities-title">Opportunities</h2>
        {data && data.total > 0 && <span className={classes.count}>{formatCount(data.total)}</span>}
        {mayCreate && (
          <ActionIcon variant="subtle" color="gray" aria-label="New opportunity" onClick={create}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
      {isPending && <Skeleton height={54} />}
      {isError && (
        <p className={classes.none} role="alert">
          Opportunities could not be loaded.{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && data.total === 0 && (
        <p className={classes.none}>What could this lead buy? Add it to follow its value.</p>
      )}
      {data && data.total > 0 && <Opportunities opportunities={data.data} total={data.total} />}
    </section>
  );
}

interface OpportunitiesProps {
  opportunities: Opportunity[];
  total: number;
}

function Opportunities({ opportunities, total }: OpportunitiesProps) {
  const stage = useObject('opportunities').fields.stage as Field;
  const sums = sumByType(opportunities, stage.options ?? []);
  return (
    <>
      <dl className={classes.sums}>
        <div>
          <dt>Open</dt>
          <dd>{formatAmount(sums.open)}</dd>
        </div>
        <div>
          <dt>Won</dt>
          <dd>{formatAmount(sums.won)}</dd>
        </div>
      </dl>
      {total > opportunities.length && (
        <p className={classes.none}>Sums of the newest {formatCount(opportunities.length)}.</p>
      )}
      <ul className={classes.list}>
        {opportunities.map((one) => (
          <li key={one.id}>
            <div className={classes.line}>
              <RecordLink object="opportunities" id={one.id} className={classes.name}>
                {one.name}
              </RecordLink>
              <span>{one.amount !== null && formatAmount(one.amount)}</span>
            </div>
            <div className={classes.details}>
              <OptionLabel field={stage} value={one.stage} />
              {one.close_date && <span>{formatDay(one.close_date)}</span>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
