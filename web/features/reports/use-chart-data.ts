import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { groupsQuery, listQuery } from '#web/api/queries.ts';
import type { AnyRecord, Group } from '#web/api/records.ts';
import { writeParts } from '#web/records/filter/list-filter-node.ts';
import { type Narrowing, partsOfChart } from './narrow-chart.ts';
import { keysOf, shapeChart } from './shape-chart.ts';

/** Titles that one call asks for, and calls at most: what is beyond is named by its id. */
const MOST_TITLES = 100;
const MOST_CALLS = 3;

/** The figures of a chart, in its picture's order and in its table's. */
export function useChartData(chart: Chart, definition: ObjectDefinition, narrowing: Narrowing) {
  const parts = partsOfChart(chart, definition, narrowing);
  const params = {
    by: [chart.by, chart.split].filter(Boolean).join() || undefined,
    sum: chart.measure === 'sum' ? chart.of : undefined,
    average: chart.measure === 'average' ? chart.of : undefined,
    filter: writeParts(parts),
  };
  const query = useQuery({ ...groupsQuery(definition.name as ObjectName, params), placeholderData: keepPreviousData });
  const groups = query.data;
  const { titles, isComplete } = useRecordTitles(chart, definition, groups ?? []);
  const shaped = useMemo(() => {
    if (!groups || !isComplete) return undefined;
    const titleOf = (target: string, id: number) => titles.get(`${target} ${id}`) ?? `#${id}`;
    const shape = (inTable?: boolean) => shapeChart(chart, definition, groups, titleOf, inTable);
    return { picture: shape(), table: shape(true) };
  }, [groups, isComplete, titles, chart, definition]);
  return { error: query.error, refetch: query.refetch, parts, shaped };
}

/** The titles of the related records that a chart groups by. */
function useRecordTitles(chart: Chart, definition: ObjectDefinition, groups: readonly Group[]) {
  const calls = keysOf(chart, definition).flatMap((key) => {
    const field = key ? definition.allFields[key.field] : undefined;
    if (!key || field?.kind !== 'relation') return [];
    const target = field.target as ObjectName;
    const largest = groups.toSorted((a, b) => b.count - a.count).map((group) => Number(group[key.field]));
    const ids = [...new Set(largest)].filter((id) => id > 0).slice(0, MOST_TITLES * MOST_CALLS);
    const chunks = Array.from({ length: Math.ceil(ids.length / MOST_TITLES) }, (_, at) =>
      ids.slice(at * MOST_TITLES, (at + 1) * MOST_TITLES).toSorted((a, b) => a - b),
    );
    return chunks.map((chunk) => ({ target, chunk }));
  });
  return useQueries({
    queries: calls.map(({ target, chunk }) => {
      const filter = JSON.stringify({ field: 'id', op: 'in', value: chunk });
      const params = { filter, fields: objects[target].title, limit: MOST_TITLES, total: false };
      return { ...listQuery(target, params), staleTime: 60_000 };
    }),
    combine: (answers) => ({
      isComplete: answers.every(({ isPending }) => !isPending),
      titles: new Map(
        answers.flatMap(({ data }, at) => {
          const target = calls[at]?.target ?? 'users';
          const records = (data?.data ?? []) as unknown as AnyRecord[];
          return records.map((one): [string, string] => [`${target} ${one.id}`, String(one[objects[target].title])]);
        }),
      ),
    }),
  });
}
