import { useQueries } from '@tanstack/react-query';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { groupsQuery } from '#web/api/queries.ts';
import type { ListSearch } from '#web/records/list-search.ts';

/** What a column is worth, and what that is by the chance of each of its records; undefined while it is not known. */
export interface ColumnSums {
  sum: number | undefined;
  weighted: number | undefined;
  currency: string | undefined;
}

/** Sums per column, from the server; none while something is searched for, as sums are not kept for texts. */
export function useBoardSums(
  definition: ObjectDefinition,
  by: string,
  { search, sort: _sort, ...filter }: ListSearch,
): (value: string) => ColumnSums {
  const fields = Object.entries(definition.fields);
  const [money, field] = fields.find(([, one]) => one.kind === 'money' && !one.derivedFrom) ?? [];
  const [weighted] = fields.find(([name, one]) => one.derivedFrom === money && name !== field?.summedAs) ?? [];
  const names = [money, money && weighted];
  const answers = useQueries({
    queries: names.map((sum) => ({
      ...groupsQuery(definition.name as ObjectName, { by, sum, ...filter }),
      enabled: sum !== undefined && search === undefined,
    })),
  });
  return (value) => {
    const [sum, byChance] = answers.map(({ data }, at) => {
      if (!data || search !== undefined || !names[at]) return undefined;
      return Number(data.find((one) => one[by] === value)?.[`sum_${names[at]}`] ?? 0);
    });
    return { sum, weighted: byChance, currency: field?.currency };
  };
}
