import type { Hooks } from '#server/records/hooks.ts';

/** A new stage brings its chance to win along, unless the caller names another. */
export const opportunityHooks: Hooks = {
  derive(object, values, before) {
    const isMoved = typeof values.stage === 'string' && values.stage !== before?.stage;
    const isNamed = typeof values.probability === 'number';
    if (!isMoved || isNamed) return {};
    const stage = object.fields.stage?.options?.find((option) => option.value === values.stage);
    return { probability: stage?.probability ?? null };
  },
};
