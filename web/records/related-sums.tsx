import { useQuery } from '@tanstack/react-query';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { groupsQuery } from '#web/api/queries.ts';
import type { ListParams } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { formatAmount } from '#web/ui/format.ts';
import classes from './related-list.module.css';
import { sumByType } from './type-sums.ts';

interface RelatedSumsProps {
  definition: ObjectDefinition;
  filter: ListParams;
}

/** What is still open and what was won, for objects that have stages and an amount; nothing for others. */
export function RelatedSums({ definition, filter }: RelatedSumsProps) {
  const fields = Object.entries(definition.fields);
  const stage = fields.find(([, { options }]) => options?.some(({ type }) => type));
  const money = fields.find(([, { kind }]) => kind === 'money');
  const by = stage?.[0] ?? '';
  const sum = money?.[0] ?? '';
  const enabled = Boolean(by && sum);
  const { data } = useQuery({ ...groupsQuery(definition.name as ObjectName, { by, sum, ...filter }), enabled });
  if (!enabled) return null;
  const sums = data && sumByType(data, { by, sum, options: stage?.[1].options ?? [] });
  return (
    <dl className={classes.sums}>
      <div>
        <dt>{t('Open')}</dt>
        <dd>{sums ? formatAmount(sums.open) : '…'}</dd>
      </div>
      <div>
        <dt>{t('Won')}</dt>
        <dd>{sums ? formatAmount(sums.won) : '…'}</dd>
      </div>
    </dl>
  );
}
