import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Page } from '#shared/api/envelope.ts';
import type { Field } from '#shared/fields/field.ts';
import type { Opportunity } from '#shared/objects/opportunities.ts';
import { groupsQuery, listQuery } from '#web/api/queries.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RecordLink } from '#web/fields/record-link.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import { formatAmount, formatDay, formatTotal } from '#web/ui/format.ts';
import classes from './lead-opportunities.module.css';
import { type StageGroup, sumByType } from './opportunity-sums.ts';

interface LeadOpportunitiesProps {
  leadId: number;
}

/** As many as stand on the page; all are in the list. */
const SHOWN = 20;

/** What a lead might buy and has bought, with sums. */
export function LeadOpportunities({ leadId }: LeadOpportunitiesProps) {
  const list = useQuery(listQuery('opportunities', { lead_id: leadId, limit: SHOWN }));
  const sums = useQuery(groupsQuery('opportunities', { by: 'stage', sum: 'amount', lead_id: leadId }));
  const { data } = list;
  const failed = [list, sums].filter((one) => one.isError);
  const navigate = useNavigate();
  const mayCreate = useCan('opportunities', 'create');
  const create = () => navigate({ to: '/leads/$leadId/opportunities/new', params: { leadId } });
  return (
    <section aria-labelledby="opportunities-title">
      <div className={classes.heading}>
        <h2 id="opportunities-title">Opportunities</h2>
        {data && data.total > 0 && <span className={classes.count}>{formatTotal(data)}</span>}
        {mayCreate && (
          <ActionIcon variant="subtle" color="gray" aria-label="New opportunity" onClick={create}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
      {list.isPending && <Skeleton height={54} />}
      {failed.length > 0 && (
        <p className={classes.none} role="alert">
          Opportunities could not be loaded.{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => failed.forEach((one) => void one.refetch())}>
            Try again
          </Button>
        </p>
      )}
      {data && data.total === 0 && (
        <p className={classes.none}>What could this lead buy? Add it to follow its value.</p>
      )}
      {data && data.total > 0 && <Opportunities leadId={leadId} page={data} groups={sums.data} />}
    </section>
  );
}

interface OpportunitiesProps {
  leadId: number;
  page: Page<Opportunity>;
  /** Undefined until they are read. */
  groups: StageGroup[] | undefined;
}

function Opportunities({ leadId, page, groups }: OpportunitiesProps) {
  const stage = useObject('opportunities').fields.stage as Field;
  const sums = groups && sumByType(groups, stage.options ?? []);
  return (
    <>
      <dl className={classes.sums}>
        <div>
          <dt>Open</dt>
          <dd>{sums ? formatAmount(sums.open) : '…'}</dd>
        </div>
        <div>
          <dt>Won</dt>
          <dd>{sums ? formatAmount(sums.won) : '…'}</dd>
        </div>
      </dl>
      <ul className={classes.list}>
        {page.data.map((one) => (
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
      {page.total > page.data.length && (
        <p>
          <Link to="/opportunities" search={{ lead_id: String(leadId) }} className={classes.all}>
            All {formatTotal(page)} opportunities
          </Link>
        </p>
      )}
    </>
  );
}
