import type { Ctx } from '#server/platform/context.ts';
import { and, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './compile-object.ts';

/** Rows over which the figures of one key are spread: writers on different connections rarely wait for each other. */
const SLOTS = 16;

/** What one unit of work adds to the figures, by key. */
export type RollupDeltas = Map<string, RollupDelta>;

interface RollupDelta {
  object: string;
  dims: string;
  measure: string;
  k1: string;
  k2: string;
  k3: string;
  count: number;
  /** In hundredths and of any size, so that adding up stays exact. */
  cents: bigint;
}

type Values = Readonly<Record<string, unknown>>;

/** Notes that a record was added (`sign` 1) or taken away (-1). */
export function addToRollups(deltas: RollupDeltas, object: CompiledObject, values: Values, sign: 1 | -1): void {
  const measures = object.measures.length > 0 ? object.measures : [''];
  for (const dims of object.rollups) {
    for (const measure of measures) {
      const [k1 = '', k2 = '', k3 = ''] = dims.map((field) => keyOf(values[field]));
      const key = JSON.stringify([object.name, dims, measure, k1, k2, k3]);
      const delta = deltas.get(key) ?? {
        object: object.name,
        dims: dims.join(),
        measure,
        k1,
        k2,
        k3,
        count: 0,
        cents: 0n,
      };
      delta.count += sign;
      if (measure) delta.cents += BigInt(sign * Math.round(Number(values[measure] ?? 0) * 100));
      deltas.set(key, delta);
    }
  }
}

/** The statement that writes the deltas; null when they cancel out. Rows are locked in one order, so writers cannot deadlock. */
export function writeRollups(ctx: Ctx, deltas: RollupDeltas): Sql | null {
  const rows = [...deltas.values()].filter((delta) => delta.count !== 0 || delta.cents !== 0n);
  if (rows.length === 0) return null;
  const json = JSON.stringify(rows.map(({ cents, ...row }) => ({ ...row, sum: decimalOf(cents) })));
  return sql`
    insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
    select ${ctx.tenantId}, object, dims, measure, k1, k2, k3, pg_backend_pid() % ${raw(String(SLOTS))}, count, sum
    from jsonb_to_recordset(${json}::jsonb)
      as r(object text, dims text, measure text, k1 text, k2 text, k3 text, count bigint, sum numeric)
    order by object, dims, measure, k1, k2, k3
    on conflict (tenant_id, object, dims, measure, k1, k2, k3, slot)
    do update set count = rollups.count + excluded.count, sum = rollups.sum + excluded.sum`;
}

/** 12345n to `123.45`. */
function decimalOf(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The statement for the number of records with these values, as `total`; null where no rollup knows it. */
export function totalFromRollup(ctx: Ctx, object: CompiledObject, equals: Values): Sql | null {
  const fields = Object.keys(equals);
  const dims = object.rollups.find((one) => fields.every((field) => one.includes(field)));
  if (!dims) return null;
  return sql`
    select coalesce(sum(count), 0)::bigint as total from rollups
    where ${and([sql`tenant_id = ${ctx.tenantId}`, ...rollupOf(object, dims), ...keysOf(dims, equals)])}`;
}

/** The statement for counts and sums by the values of a field, as `value`, `count`, `sum`; null where no rollup knows them. */
export function groupsFromRollup(
  ctx: Ctx,
  object: CompiledObject,
  { by, sum, equals }: { by: string; sum: string | null; equals: Values },
): Sql | null {
  const fields = Object.keys(equals);
  const dims = object.rollups.find((one) => [by, ...fields].every((field) => one.includes(field)));
  if (!dims || (sum && !object.whole.measures.includes(sum))) return null;
  const value = raw(`k${dims.indexOf(by) + 1}`);
  const measure = sum ?? object.whole.measures[0] ?? '';
  return sql`
    select nullif(${value}, '') as value, sum(count)::bigint as count, sum(sum) as sum from rollups
    where ${and([sql`tenant_id = ${ctx.tenantId}`, ...rollupOf(object, dims, measure), ...keysOf(dims, equals)])}
    group by 1 having sum(count) > 0 order by 1 nulls last`;
}

function keysOf(dims: readonly string[], equals: Values): Sql[] {
  return Object.entries(equals).map(([field, value]) => sql`${raw(`k${dims.indexOf(field) + 1}`)} = ${keyOf(value)}`);
}

function rollupOf(object: CompiledObject, dims: readonly string[], measure = object.whole.measures[0] ?? ''): Sql[] {
  return [sql`object = ${object.name}`, sql`dims = ${dims.join()}`, sql`measure = ${measure}`];
}

function keyOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
