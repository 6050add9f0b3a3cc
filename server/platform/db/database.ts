import type pg from 'pg';
import { appError } from '#shared/errors.ts';
import type { Announcements } from './announcements.ts';
import { type Connection, cancelOnAbort, type LateSql, openConnection } from './connection.ts';
import { isRetryable, translateError } from './errors.ts';
import { watchSilence } from './silence.ts';
import type { Sql } from './sql.ts';
import type { StatementWatch } from './statement-watch.ts';

type Row = Record<string, unknown>;

/** One transaction of one tenant. Queries that are started together travel to the server together. */
export interface Tx {
  query<R extends Row = Row>(query: LateSql): Promise<R[]>;
  /** Sends a statement together with COMMIT; if it fails nothing is committed. */
  atCommit(query: Sql): void;
}

/** What a unit of work is for; a `Ctx` is one. */
export interface UnitOptions {
  signal?: AbortSignal;
  /** Stands in the comment of its statements. */
  requestId?: string;
}

/** The only way to the data. What runs in `read` and `write` sees one tenant, through row-level security. */
export interface Database {
  /** Statements of one consistent read, in one round trip; rows by statement. */
  read(tenantId: number, queries: readonly Sql[], options?: UnitOptions): Promise<Row[][]>;
  /** A read whose later statements depend on earlier ones. */
  readWith<T>(tenantId: number, work: (tx: Tx) => Promise<T>, options?: UnitOptions): Promise<T>;
  /** A transaction; `work` runs again when PostgreSQL asks for it (deadlock), so it keeps no state outside itself. */
  write<T>(tenantId: number, work: (tx: Tx) => Promise<T>, options?: UnitOptions): Promise<T>;
  /** One statement on global tables, which are few and owned by the module that calls this. */
  global<R extends Row = Row>(query: Sql): Promise<R[]>;
  /** A transaction on global tables. */
  globalWrite<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tells all processes that records of a tenant have changed. */
  announce: Announcements['announce'];
  /** Hears of it, in whatever process it happened. */
  onAnnouncement: Announcements['listen'];
  /** Passes a short line on to all processes. */
  say: Announcements['say'];
  /** Hears it. */
  hear: Announcements['hear'];
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Connections of the pool at this moment. */
  poolStats(): PoolStats;
  close(): Promise<void>;
}

export interface PoolStats {
  total: number;
  idle: number;
  /** Units of work that wait for a connection. */
  waiting: number;
}

const ATTEMPTS = 4;

export interface DatabaseOptions {
  /** A small pool of its own: cancelling must not wait for the connections that it is to free. */
  canceller: pg.Pool;
  preparedStatements: boolean;
  /** Whether the server answers on a connection that is new. */
  isAnswering: () => Promise<boolean>;
  announcements: Announcements;
  watch: StatementWatch;
}

export function createDatabase(
  pool: pg.Pool,
  { canceller, preparedStatements, isAnswering, announcements, watch }: DatabaseOptions,
): Database {
  const silence = watchSilence(isAnswering);
  const open: Open = async ({ signal, requestId } = {}) => {
    const connection = await openConnection(pool, { preparedStatements, silence, watch }, requestId).catch(rethrow);
    if (!signal?.aborted) return { connection, guard: cancelOnAbort(canceller, connection, signal) };
    connection.release();
    throw appError('unavailable', { message: 'Whoever asked has gone' });
  };
  return {
    read: (tenantId, queries, unit) => readAll(open, { tenantId, queries, options: unit }),
    readWith: (tenantId, work, unit) => runTransaction(open, { begin: beginRead(tenantId), work, options: unit }),
    write: (tenantId, work, unit) =>
      withRetries(() => runTransaction(open, { begin: beginWrite(tenantId), work, options: unit })),
    global: <R extends Row>(query: Sql) => runGlobal<R>(open, query),
    globalWrite: (work) => withRetries(() => runTransaction(open, { begin: ['begin'], work })),
    announce: announcements.announce,
    onAnnouncement: announcements.listen,
    say: announcements.say,
    hear: announcements.hear,
    // On the small pool: an installation that is busy is not one that is down.
    ping: async () => {
      await canceller.query('select 1').catch(rethrow);
    },
    poolStats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await announcements.close();
      silence.stop();
      await Promise.all([pool.end(), canceller.end()]);
    },
  };
}

// The tenant travels with BEGIN, so it costs no round trip. SET LOCAL and not set_config(): see docs/decisions/002.
const BEGIN_READ = 'begin isolation level repeatable read read only';
const beginRead = (tenantId: number) => [BEGIN_READ, setTenant(tenantId)];
const beginWrite = (tenantId: number) => ['begin', setTenant(tenantId)];

function setTenant(tenantId: number): string {
  return `set local app.tenant_id = ${wholeId(tenantId)}`;
}

function wholeId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0) throw new Error(`not a tenant id: ${id}`);
  return id;
}

type Open = (options?: UnitOptions) => Promise<{ connection: Connection; guard: ReturnType<typeof cancelOnAbort> }>;

interface Unit<T> {
  /** The statements that begin it; they travel with the first one of the work. */
  begin: readonly string[];
  work: (tx: Tx) => Promise<T>;
  options?: UnitOptions | undefined;
}

async function runTransaction<T>(open: Open, unit: Unit<T>): Promise<T> {
  const { connection, guard } = await open(unit.options);
  const last: Sql[] = [];
  let begun: Promise<unknown> | null = null;
  const tx: Tx = {
    query: async <R extends Row>(query: LateSql) => {
      if (!begun) {
        begun = Promise.all(unit.begin.map((text) => connection.query(text)));
        begun.catch(() => {});
      }
      const [, rows] = await Promise.all([begun, connection.query<R>(query)]);
      return rows;
    },
    atCommit: (query) => last.push(query),
  };
  try {
    const result = await unit.work(tx);
    if (begun || last.length > 0) await commit(connection, { begin: begun ? [] : unit.begin, last });
    return result;
  } catch (error) {
    if (begun) await connection.rollback();
    throw translateError(error);
  } finally {
    await guard.done();
    connection.release();
  }
}

/** In one message: PostgreSQL does not reach COMMIT when a statement before it fails. */
async function commit(connection: Connection, unit: { begin: readonly string[]; last: readonly Sql[] }): Promise<void> {
  const { tag } = await connection.batch([...unit.begin, ...unit.last, 'commit']);
  if (tag !== 'COMMIT') throw new Error(`transaction ended with ${tag} instead of COMMIT`);
}

interface ReadAll {
  tenantId: number;
  queries: readonly Sql[];
  options?: UnitOptions | undefined;
}

async function readAll(open: Open, { tenantId, queries, options }: ReadAll): Promise<Row[][]> {
  const { connection, guard } = await open(options);
  try {
    const { rows } = await connection.batch([...beginRead(tenantId), ...queries, 'commit']);
    return rows.slice(2, -1);
  } catch (error) {
    throw translateError(error);
  } finally {
    await guard.done();
    connection.release();
  }
}

async function runGlobal<R extends Row>(open: Open, query: Sql): Promise<R[]> {
  const { connection } = await open();
  try {
    return await connection.query<R>(query);
  } catch (error) {
    throw translateError(error);
  } finally {
    connection.release();
  }
}

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const cause = error instanceof Error ? error.cause : null;
      if (attempt >= ATTEMPTS || !isRetryable(cause)) throw error;
    }
  }
}

function rethrow(error: unknown): never {
  throw translateError(error);
}
