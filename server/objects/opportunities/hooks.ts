import type { Hooks } from '#server/records/hooks.ts';

/** A new stage brings its chance to win along, unless the caller names another. */
export const opportunityHooks: Hooks = {
  derive(object, values, before) {
    const now = { ...before, ...values };
    const isMoved = now.stage !== before?.stage || now.pipeline_id !== before?.pipeline_id;
    const isNamed = typeof values.probability === 'number';
    if (!isMoved || isNamed) return {};
    const { choices, options = [] } = object.fields.stage ?? {};
    const stages = choices?.[String(now.pipeline_id)] ?? options;
    return { probability: stages.find((stage) => stage.value === now.stage)?.probability ?? null };
  },
};
