import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { join, type Sql, sql } from '#server/platform/db/sql.ts';
import { addressKey } from '#server/platform/http/client-address.ts';
import { type AppError, appError } from '#shared/errors.ts';
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
  /** Other people count against it too, so a success does not clear it. */
  shared?: boolean;
}

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** What a sign-in is charged to. A device on which this person has signed in before has a budget of its own. */
export function signInBudgets(
  app: App,
  { emailKey, ip, device }: { emailKey: string; ip: string; device: string | null },
): Budget[] {
  const address = addressKey(ip);
  if (device) return [budget(app, ['device', emailKey, device], { free: 5, firstDelay: 1, window: QUARTER })];
  return [
    // No growing delay here: with one, more than ten guesses would fit into a quarter of an hour.
    budget(app, ['account', emailKey], { free: 10, firstDelay: QUARTER, window: QUARTER }),
    budget(app, ['address', address], { free: 20, firstDelay: 1, window: QUARTER, shared: true }),
    budget(app, ['pair', emailKey, address], { free: 5, firstDelay: 1, window: QUARTER }),
  ];
}

/** Asking for the current password once more; apart from sign-in, so that nobody outside can use it up. */
export function currentPasswordBudgets(app: App, tenantId: number, userId: number): Budget[] {
  return [budget(app, ['user', String(tenantId), String(userId)], { free: 5, firstDelay: 1, window: QUARTER })];
}

export function signUpBudgets(app: App, { emailKey, ip }: { emailKey: string; ip: string }): Budget[] {
  return [
    budget(app, ['sign-up account', emailKey], { free: 3, firstDelay: HOUR, window: HOUR }),
    budget(app, ['sign-up address', addressKey(ip)], { free: 10, firstDelay: HOUR, window: HOUR }),
  ];
}

/** The table must not become a list of who signs in from where, so keys are signatures. */
function budget(app: App, [kind = '', ...parts]: string[], rule: Omit<Budget, 'key'>): Budget {
  return { key: `${kind} ${sign(app, 'throttle', [kind, ...parts]).toString('base64url')}`, ...rule };
}

/** Throws 429 while one of the budgets is used up. A cheap look before waiting for a turn to hash; `takeAttempt` decides. */
export async function refuseWhileBlocked(app: App, budgets: readonly Budget[]): Promise<void> {
  const wait = await secondsToWait({ query: app.db.global }, budgets, app.clock.now().toISOString());
  if (wait > 0) throw tooMany(wait);
}

/**
 * Takes one attempt from each budget, or from none and throws 429. Attempts are counted before they are judged: a thousand at
 * once, on any number of processes, get no further than a thousand in a row.
 */
export async function takeAttempt(app: App, budgets: readonly Budget[]): Promise<void> {
  const now = app.clock.now().toISOString();
  await app.db.globalWrite(async (tx) => {
    // One kind of key after the other, in the same order everywhere, so that these locks never wait in a circle.
    const taken = await Promise.all(budgets.map((one) => take(tx, one, now)));
    if (taken.includes(false)) throw tooMany(await secondsToWait(tx, budgets, now));
  });
}

async function take(tx: Tx, budget: Budget, now: string): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into sign_in_failures as f (key, failures, window_started_at, last_failed_at) values (${budget.key}, 1, ${now}, ${now})
    on conflict (key) do update set
      failures = case when ${isQuiet(budget, now)} then 1 else f.failures + 1 end,
      window_started_at = case when ${isQuiet(budget, now)} then excluded.window_started_at else f.window_started_at end,
      last_failed_at = excluded.last_failed_at
    where ${waitOf(budget, now)} <= 0
    returning 1`);
  return rows.length === 1;
}

/** Whether the count starts anew. A last attempt in the future means that the clock was set back. */
function isQuiet({ window }: Budget, now: string): Sql {
  return sql`(f.last_failed_at <= ${now}::timestamptz - ${window}::int * interval '1 second'
    or f.last_failed_at > ${now}::timestamptz + interval '1 minute')`;
}

/** Seconds until the next attempt is free. */
function waitOf(budget: Budget, now: string): Sql {
  const { free, firstDelay, window } = budget;
  return sql`case when f.failures < ${free}::int or ${isQuiet(budget, now)} then 0
    else least(${window}::int, ${firstDelay}::int * power(2, least(f.failures - ${free}::int, 20)))
      - extract(epoch from ${now}::timestamptz - f.last_failed_at)::float8 end`;
}

async function secondsToWait(db: Pick<Tx, 'query'>, budgets: readonly Budget[], now: string): Promise<number> {
  const waits = budgets.map(
    (one) => sql`select ${waitOf(one, now)} as wait from sign_in_failures f where f.key = ${one.key}`,
  );
  const [row] = await db.query<{ wait: number | null }>(
    sql`select max(wait) as wait from (${join(waits, ' union all ')}) w`,
  );
  return Math.max(0, Math.ceil(row?.wait ?? 0));
}

function tooMany(seconds: number): AppError {
  return appError('too_many_requests', { retryAfter: Math.max(1, seconds) });
}

/** After a success: what counted against this person is forgotten; an address, which others share, gets one attempt back. */
export async function clearAttempts(tx: Tx, budgets: readonly Budget[]): Promise<void> {
  await Promise.all(
    budgets.map(({ key, shared }) =>
      tx.query(
        shared
          ? sql`update sign_in_failures set failures = failures - 1 where key = ${key} and failures > 0`
          : sql`delete from sign_in_failures where key = ${key}`,
      ),
    ),
  );
}

export async function deleteOldAttempts(app: App, now: Date): Promise<void> {
  await app.db.global(
    sql`delete from sign_in_failures where last_failed_at < ${new Date(now.getTime() - 24 * HOUR * 1000).toISOString()}`,
  );
}
