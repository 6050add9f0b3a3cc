import { convertAmount, percentOf } from '#shared/currencies.ts';

type Values = Readonly<Record<string, unknown>>;

/** What one unit of a currency is worth in the tenant's own; null for one that the tenant has given up. */
export type RateOf = (currency: unknown) => number | null;

/** Most that a money field holds. */
const MOST = 9_999_999_999_999.99;

/** What a deal is worth in the tenant's own currency, and what that is by its chance to be won. */
export function amountsOf({ amount, currency, probability }: Values, rateOf: RateOf): Values {
  if (typeof amount !== 'number') return { base_amount: null, weighted_amount: null };
  const base = convertAmount(amount, rateOf(currency) ?? 1);
  return { base_amount: base, weighted_amount: percentOf(base, Number(probability ?? 0)) };
}

/** Whether what a deal is worth can be kept. */
export function isStorable({ base_amount }: Values): boolean {
  return typeof base_amount !== 'number' || base_amount <= MOST;
}
