import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { objectFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { replaceValues } from '#server/records/replace-value.ts';
import { lockRecords, updateMany } from '#server/records/update-many.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { amountsOf, isStorable, type RateOf } from './amounts.ts';
import { isOpenStage } from './stages-of.ts';

/**
 * Keeps currencies in order: one of them the default, whose rate is 1, and what deals are worth in it as the rates say. A new rate
 * holds for open deals; what is won or lost keeps the worth that it had. Another default converts every deal.
 */
export const currencyHooks: Hooks = {
  check(_object, values, before): FieldErrors {
    const isDefault = values.is_default ?? before?.is_default ?? false;
    if (before?.is_default && values.is_default === false)
      return { is_default: 'Make another currency the default instead' };
    if (isDefault && before?.is_default === true && values.rate !== undefined && values.rate !== 1)
      return { rate: 'The rate of the default currency is 1: change those of the others' };
    return {};
  },
  async beforeWrite(work, values, before): Promise<FieldErrors> {
    if (before && values.code !== undefined && values.code !== before.code)
      await renameCurrency(work, before, values.code);
    return {};
  },
  async afterWrite(work, after, before): Promise<void> {
    if (after.is_default && !before?.is_default) await changeDefault(work, after);
    else if (before && after.rate !== before.rate)
      await convertDeals(work, { code: after.code, rates: ratesOf([after]), all: false });
  },
  beforeRemove: keepUsed,
};

interface CurrencyRow extends AnyRecord {
  code: string;
  rate: number;
  is_default: boolean;
}

function ratesOf(rows: readonly AnyRecord[]): RateOf {
  const rates = new Map(rows.map((row) => [row.code, Number(row.rate)]));
  return (currency) => rates.get(currency) ?? null;
}

/** A currency that was taken down wrongly: its deals are in the right one from now on, for the same figures. */
async function renameCurrency(work: Work, before: AnyRecord, code: unknown): Promise<void> {
  const deals = (await objectFor(work.ctx, 'opportunities')).whole;
  await replaceValues(work, deals, { from: { currency: before.code }, to: { currency: code } });
}

/** Everything is reckoned in another currency: the rates are those to it, and every deal is converted. */
async function changeDefault(work: Work, heir: AnyRecord): Promise<void> {
  const object = (await objectFor(work.ctx, 'currencies')).whole;
  const rows = await work.tx.query<CurrencyRow>(sql`
    select ${object.columns} from currencies where tenant_id = ${work.ctx.tenantId} and deleted_at is null order by id for update`);
  const usual = rows.find((row) => row.is_default && row.id !== heir.id);
  if (!usual) return;
  const worth = Number(heir.rate);
  const now = rows.map((row) => {
    const rate = row.id === heir.id ? 1 : Number((Number(row.rate) / worth).toFixed(10));
    return { ...row, is_default: row.id === heir.id, rate };
  });
  if (now.some((row) => row.rate === 0 || row.rate >= 1e10))
    throw invalid({ is_default: 'The rates to this currency would be out of range' });
  const deals = (await objectFor(work.ctx, 'opportunities')).whole;
  await replaceValues(work, deals, { from: { currency: null }, to: { currency: usual.code } });
  const before = await lockRecords(work, object, { ids: rows.map((row) => row.id), trashed: false, action: 'update' });
  await updateMany(work, object, {
    before,
    rows: now.map(({ id, rate, is_default }) => ({ id, values: { rate, is_default } })),
  });
  for (const { code } of now) await convertDeals(work, { code, rates: ratesOf(now), all: true });
}

/** Converts the deals in a currency anew: the open ones, or all. */
async function convertDeals(
  work: Work,
  { code, rates, all }: { code: unknown; rates: RateOf; all: boolean },
): Promise<void> {
  const deals = (await objectFor(work.ctx, 'opportunities')).whole;
  await replaceValues(work, deals, {
    from: { currency: code },
    to: (deal) => {
      if (!all && !isOpenStage(deals, deal)) return {};
      const amounts = amountsOf(deal, rates);
      if (!isStorable(amounts)) throw invalid({ rate: `The deal ${deal.id} would be worth too much` });
      return amounts;
    },
  });
}

async function keepUsed({ ctx, tx }: Work, currency: AnyRecord): Promise<void> {
  if (currency.is_default) {
    throw appError('conflict', {
      message: 'The default currency cannot be deleted: make another one the default first',
    });
  }
  const [used] = await tx.query<{ count: number }>(sql`
    select count(*) as count from opportunities
    where tenant_id = ${ctx.tenantId} and currency = ${currency.code} and deleted_at is null`);
  if (!used || used.count === 0) return;
  const who = used.count === 1 ? 'One opportunity is' : `${used.count} opportunities are`;
  throw appError('conflict', { message: `${who} in this currency` });
}
