import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type Node, partsOf } from '#web/records/filter/list-filter-node.ts';

/** What all charts of a dashboard are narrowed down by, out of the address. */
export interface Narrowing {
  /** A relative date in the grammar of filters, as JSON. */
  period?: string | undefined;
  /** The id of a person. */
  owner?: string | undefined;
}

/** The filter of a chart on its dashboard, as parts that must all hold. */
export function partsOfChart(chart: Chart, definition: ObjectDefinition, narrowing: Narrowing): Node[] {
  const own = chart.filter && Object.keys(chart.filter).length > 0 ? partsOf(chart.filter) : [];
  const owner = ownerField(definition);
  return [
    ...own,
    ...(narrowing.period
      ? [{ field: periodField(chart, definition), op: 'within', value: JSON.parse(narrowing.period) }]
      : []),
    ...(narrowing.owner && owner ? [{ field: owner, op: '=', value: Number(narrowing.owner) }] : []),
  ];
}

/** The day that a period is about: the one that the chart speaks of, or when its records were made. */
export function periodField({ by, split, filter }: Chart, { allFields }: ObjectDefinition): string {
  const named = [by, split].map((key) => key?.split(':')[0] ?? '');
  const fields = [...named, ...fieldsIn(filter ?? {})];
  const isDay = (name: string) => ['date', 'datetime'].includes(allFields[name]?.kind ?? '');
  return fields.find(isDay) ?? 'created_at';
}

/** Who a record belongs to. */
function ownerField({ fields }: ObjectDefinition): string | undefined {
  return Object.keys(fields).find((name) => fields[name]?.defaultToUser);
}

function fieldsIn(node: Node): string[] {
  if (typeof node.field === 'string') return [node.field];
  const inner = [node.and, node.or, node.not].flat().filter((one) => typeof one === 'object' && one !== null);
  return inner.flatMap((one) => fieldsIn(one as Node));
}
