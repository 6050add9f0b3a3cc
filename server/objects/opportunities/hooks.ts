import type { CompiledObject } from '#server/records/compile-object.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import type { Option } from '#shared/fields/field.ts';

type Values = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;

/** A new stage brings its chance to win along, unless the caller names another, and tells when the opportunity was closed. */
export const opportunityHooks: Hooks = {
  derive(object, values, before, now) {
    const isMoved = ['stage', 'pipeline_id'].some((key) => key in values && values[key] !== before?.[key]);
    if (!isMoved) return {};
    const stage = stageOf(object, { ...before, ...values });
    const isNamed = typeof values.probability === 'number';
    return { ...(!isNamed && { probability: stage?.probability ?? null }), ...closing(stage, before, now) };
  },
};

function stageOf(object: CompiledObject, { pipeline_id: pipeline, stage }: Values): Option | undefined {
  const { choices, options = [] } = object.fields.stage ?? {};
  return (choices?.[String(pipeline)] ?? options).find((one) => one.value === stage);
}

function closing(stage: Option | undefined, before: AnyRecord | null, now: Date): Values {
  if (!stage || stage.type === 'open') return { closed_at: null, days_to_close: null };
  const created = before ? Date.parse(before.created_at) : now.getTime();
  return { closed_at: now.toISOString(), days_to_close: Math.max(0, Math.round((now.getTime() - created) / DAY)) };
}
