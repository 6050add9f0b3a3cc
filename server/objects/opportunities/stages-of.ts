import type { CompiledObject } from '#server/records/compile-object.ts';
import type { Option } from '#shared/fields/field.ts';

type Values = Readonly<Record<string, unknown>>;

/** The stage that a deal is in, as its pipeline has it. */
export function stageOf(deals: CompiledObject, { pipeline_id, stage }: Values): Option | undefined {
  const { choices, options = [] } = deals.fields.stage ?? {};
  return (choices?.[String(pipeline_id)] ?? options).find((one) => one.value === stage);
}

/** Whether a deal is neither won nor lost. */
export function isOpenStage(deals: CompiledObject, deal: Values): boolean {
  return (stageOf(deals, deal)?.type ?? 'open') === 'open';
}
