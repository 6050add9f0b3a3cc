import pg from 'pg';
import type { Log } from '#server/platform/log.ts';
import type { Tracing } from '#server/platform/tracing/traced.ts';
import { createAnnouncements } from './announcements.ts';
import { ensureAppRole } from './app-role.ts';
import { createDatabase, type Database } from './database.ts';
import { refuseOtherKey } from './installation-key.ts';
import { migrate, withMigrationLock } from './migrate.ts';
import { createPool } from './pool.ts';
import { refuseUnsafe } from './safety.ts';
import { settleSearchIndexes } from './search-indexes.ts';
import { answersAnew } from './silence.ts';
import { sql } from './sql.ts';
import { watchStatements } from './statement-watch.ts';

export interface SetupOptions {
  ownerUrl: string;
  appUrl: string | null;
  secretKey: Buffer;
  poolSize: number;
  preparedStatements: boolean;
  log: Log;
  /** From how many ms on statements are written to the log; left out or 0: never. */
  slowMs?: number;
  tracing?: Tracing | null;
}

/** Checks the server, migrates it as its owner, and opens the database as the role that owns nothing. */
export async function setUpDatabase(options: SetupOptions): Promise<Database> {
  const appUrl = await asOwner(options.ownerUrl, async (owner) => {
    await refuseUnsafe(owner);
    // All of it in one go: two processes that grant at the same moment would trip over each other.
    return withMigrationLock(owner, async () => {
      await migrate(owner, { log: (message) => options.log.info(message) });
      await refuseOtherKey(owner, options.secretKey);
      await settleSearchIndexes(owner);
      return ensureAppRole(owner, options);
    });
  });
  const pool = createPool({ url: appUrl, max: options.poolSize, log: options.log });
  const canceller = createPool({ url: appUrl, max: 2, queryTimeout: 2000, log: options.log });
  const { preparedStatements } = options;
  // An address of its own for the application may be that of a pooler, which gives a connection away after each transaction:
  // listening on it would hear nothing.
  const announcements = createAnnouncements(canceller, {
    url: options.appUrl === null ? appUrl : options.ownerUrl,
    log: options.log,
  });
  const db = createDatabase(pool, {
    canceller,
    preparedStatements,
    isAnswering: () => answersAnew(appUrl),
    announcements,
    watch: watchStatements({ log: options.log, slowMs: options.slowMs ?? 0, tracing: options.tracing ?? null }),
  });
  try {
    await refuseOtherTimeZone(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Times are read as PostgreSQL writes them, so the application's role must see them in UTC. */
async function refuseOtherTimeZone(db: Database): Promise<void> {
  const [row] = await db.global<{ zone: string; role: string }>(
    sql`select current_setting('timezone') as zone, current_user::text as role`,
  );
  if (row?.zone === 'UTC') return;
  throw new Error(
    `The role of DATABASE_APP_URL works in the time zone ${row?.zone}: run alter role "${row?.role}" set timezone = 'UTC'`,
  );
}

/** Runs something on a connection of the owner and closes it. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'arvelo-owner',
    connectionTimeoutMillis: 5000,
  });
  owner.on('error', () => {});
  await owner.connect().catch((error) => {
    throw new Error(explainConnection(ownerUrl, error), { cause: error });
  });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Why the database could not be reached, and what to do; never the password. */
function explainConnection(ownerUrl: string, error: Error & { code?: string }): string {
  const { host, pathname, username } = new URL(ownerUrl);
  const advice: Record<string, string> = {
    ECONNREFUSED: `no PostgreSQL answers at ${host}: start it, or correct DATABASE_URL`,
    ENOTFOUND: `there is no host ${host}: correct DATABASE_URL`,
    '28P01': `wrong password for the user ${username}: correct DATABASE_URL`,
    '3D000': `there is no database ${pathname.slice(1)}: create it, owned by ${username}`,
  };
  return `Cannot reach the database: ${advice[error.code ?? ''] ?? error.message}`;
}
