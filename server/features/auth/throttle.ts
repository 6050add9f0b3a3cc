import { appError } from '#shared/errors.ts';
import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { join, type Sql, sql } from '#server/platform/db/sql.ts';
import { addressKey } from '#server/platform/http/client-address.ts';
import { sign } from './signature.ts';

/**
 * So many attempts in a row are free. Then each has to wait: `firstDelay` seconds at first, twice as long with each further
 * one, at most `window` seconds. After `window` seconds of quiet the count starts anew, so nobody is ever locked out for good.
 */
export interface Budget {
  key: string;
  free: number;
  firstDelay: number;
  window: number;
}

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** What a sign-in is charged to. A device on which this person has signed in before has a budget of its own. */
export function signInBudgets(app: App, { emailKey, ip, device }: { emailKey: string; ip: string; device: string | null }) {
  const address = addressKey(ip);
  if (device) return [budget(app, ['device', emailKey, device], { free: 5, firstDelay: 1, window: QUARTER })];
  return [
    // No growing delay here: with one, more than ten guesses would fit into a quarter of an hour.
    budget(app, ['account', emailKey], { free: 10, firstDelay: QUARTER, window: QUARTER }),
    budget(app, ['address', address], { free: 20, firstDelay: 1, window: QUARTER }),
    budget(app, ['pair', emailKey, address], { free: 5, firstDelay: 1, window: QUARTER }),
  ];
}

/** Asking for the current password once more; apart from sign-in, so that nobody outside can use it up. */
export function currentPasswordBudgets(app: App, tenantId: number, userId: number) {
  return [budget(app, ['user', String(tenantId), String(userId)], { free: 5, firstDelay: 1, window: QUARTER })];
}

export function signUpBudgets(app: App, { emailKey, ip }: { emailKey: string; ip: string }) {
  return [
    budget(app, ['sign-up account', emailKey], { free: 3, firstDelay: HOUR, window: HOUR }),
    budget(app, ['sign-up address', addressKey(ip)], { free: 10, firstDelay: HOUR, window: HOUR }),
  ];
}

/** The table must not become a list of who signs in from where, so keys are signatures. */
function budget(app: App, [kind = '', ...parts]: string[], rule: Omit<Budget, 'key'>): Budget {
  return { key: `${kind} ${sign(app, 'throttle', [kind, ...parts]).toString('base64url')}`, ...rule };
}

/**
 * Takes one attempt from each budget, or from none and throws 429. Attempts are counted before they are judged: a thousand at
 * once, on any number of processes, get no further than a thousand in a row. `release` gives back what turned out well.
 */
export async function takeAttempt(app: App, budgets: readonly Budget[]): Promise<void> {
  const now = app.clock.now().toISOString();
  await app.db.globalWrite(async (tx) => {
    // One kind of key after the other, in the same order everywhere, so that these locks never wait in a circle.
    const taken = await Promise.all(budgets.map((one) => take(tx, one, now)));
    if (taken.includes(false)) throw tooMany(await secondsToWait(tx, budgets, now));
  });
}

async function take(tx: Tx, { key, ...rule }: Budget, now: string): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into sign_in_failures as f (key, failures, window_started_at, last_failed_at) values (${key}, 1, ${now}, ${now})
    on conflict (key) do update set
      failures = case when ${isQuiet(rule, now)} then 1 else f.failures + 1 end,
      window_started_at = case when ${isQuiet(rule, now)} then excluded.window_started_at else f.window_started_at end,
      last_failed_at = excluded.last_failed_at
    where ${isQuiet(rule, now)} or ${freeAgainAt(rule)} <= ${now}::timestamptz
    returning 1`);
  return rows.length === 1;
}

function isQuiet({ window }: Pick<Budget, 'window'>, now: string): Sql {
  return sql`f.last_failed_at + ${window} * interval '1 second' <= ${now}::timestamptz`;
}

function freeAgainAt({ free, firstDelay, window }: Omit<Budget, 'key'>): Sql {
  return sql`f.last_failed_at + interval '1 second' * case
    when f.failures < ${free}::int then 0
    else least(${window}::int, ${firstDelay}::int * power(2, least(f.failures - ${free}::int, 20))) end`;
}

async function secondsToWait(tx: Tx, budgets: readonly Budget[], now: string): Promise<number> {
  const waits = budgets.map(
    ({ key, ...rule }) => sql`
      select extract(epoch from ${freeAgainAt(rule)} - ${now}::timestamptz)::float8 as wait
      from sign_in_failures f where f.key = ${key}`,
  );
  const [row] = await tx.query<{ wait: number | null }>(sql`select max(wait) as wait from (${join(waits, ' union all ')}) w`);
  return Math.max(1, Math.ceil(row?.wait ?? 1));
}

function tooMany(retryAfter: number) {
  return appError('too_many_requests', { retryAfter });
}

/** After a success: what counted against this person is forgotten; the address gets only this attempt back. */
export async function clearAttempts(tx: Tx, budgets: readonly Budget[]): Promise<void> {
  const isShared = ({ key }: Budget) => key.startsWith('address ');
  const own = budgets.filter((one) => !isShared(one)).map((one) => one.key);
  await tx.query(sql`delete from sign_in_failures where key = any(${own})`);
  await giveBack(tx, budgets.filter(isShared));
}

/** Gives attempts back that were never judged, because the server was too busy. */
export async function returnAttempts(app: App, budgets: readonly Budget[]): Promise<void> {
  await app.db.globalWrite((tx) => giveBack(tx, budgets));
}

async function giveBack(tx: Tx, budgets: readonly Budget[]): Promise<void> {
  const keys = budgets.map((one) => one.key);
  await tx.query(sql`update sign_in_failures set failures = failures - 1 where key = any(${keys}) and failures > 0`);
}
