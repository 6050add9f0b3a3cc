import type { CompiledObject } from '#server/records/compile-object.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { percentOf } from '#shared/currencies.ts';
import type { Option } from '#shared/fields/field.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { amountsOf, isStorable } from './amounts.ts';
import { stageOf } from './stages-of.ts';

type Values = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;

/** The stage says how likely a deal is won and when it was closed; amount, currency and chance what it is worth. */
export const opportunityHooks: Hooks = {
  derive(object, values, before, now) {
    const moved = movedBy(object, values, before, now);
    return { ...moved, ...worthOf(object, { ...values, ...moved }, before) };
  },
  check: (_object, values): FieldErrors =>
    isStorable(values) ? {} : { amount: 'Amount must be below 10,000,000,000,000 in the default currency' },
};

/** A new stage brings its chance to win along, unless the caller names another. */
function movedBy(object: CompiledObject, values: Values, before: AnyRecord | null, now: Date): Values {
  const isMoved = ['stage', 'pipeline_id'].some((key) => key in values && values[key] !== before?.[key]);
  if (!isMoved) return {};
  const stage = stageOf(object, { ...before, ...values });
  const isNamed = typeof values.probability === 'number';
  return { ...(!isNamed && { probability: stage?.probability ?? null }), ...closing(stage, before, now) };
}

function closing(stage: Option | undefined, before: AnyRecord | null, now: Date): Values {
  if (!stage || stage.type === 'open') return { closed_at: null, days_to_close: null };
  const created = before ? Date.parse(before.created_at) : now.getTime();
  return { closed_at: now.toISOString(), days_to_close: Math.max(0, Math.round((now.getTime() - created) / DAY)) };
}

/** A new chance alone leaves the worth as it was converted once: what is won or lost does not follow the rates any more. */
function worthOf(object: CompiledObject, values: Values, before: AnyRecord | null): Values {
  const now: Values = { ...before, ...values };
  const isSame = before && now.amount === before.amount && now.currency === before.currency;
  if (!isSame) {
    const { options = [] } = object.fields.currency ?? {};
    return amountsOf(now, (currency) => options.find((one) => one.value === currency)?.rate ?? null);
  }
  if (now.probability === before.probability || typeof before.base_amount !== 'number') return {};
  return { weighted_amount: percentOf(before.base_amount, Number(now.probability ?? 0)) };
}
