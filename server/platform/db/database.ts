import type pg from 'pg';
import { type Connection, cancelOnAbort, openConnection } from './connection.ts';
import { isRetryable, translateError } from './errors.ts';
import { type Sql, sql } from './sql.ts';

type Row = Record<string, unknown>;

/** One transaction of one tenant. Queries that are started together travel to the server together. */
export interface Tx {
  query<R extends Row = Row>(query: Sql): Promise<R[]>;
  /** Sends a statement together with COMMIT; if it fails nothing is committed. */
  atCommit(query: Sql): void;
}

export interface UnitOptions {
  signal?: AbortSignal;
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
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const ATTEMPTS = 4;

export function createDatabase(pool: pg.Pool, options: { preparedStatements: boolean }): Database {
  const open = () => openConnection(pool, options.preparedStatements);
  return {
    read: (tenantId, queries, unit) => readAll(open, pool, { tenantId, queries, signal: unit?.signal }),
    readWith: (tenantId, work, unit) =>
      runTransaction(open, pool, { begin: beginRead(tenantId), work, signal: unit?.signal }),
    write: (tenantId, work, unit) =>
      withRetries(() => runTransaction(open, pool, { begin: beginWrite(tenantId), work, signal: unit?.signal })),
    global: <R extends Row>(query: Sql) => runGlobal<R>(open, query),
    globalWrite: (work) => withRetries(() => runTransaction(open, pool, { begin: 'begin', work })),
    ping: async () => {
      await runGlobal(open, sql`select 1`);
    },
    close: () => pool.end(),
  };
}

// The tenant travels with BEGIN, so it costs no round trip. SET LOCAL and not set_config(): see docs/decisions/002.
const beginRead = (tenantId: number) =>
  `begin isolation level repeatable read read only; set local app.tenant_id = ${wholeId(tenantId)}`;
const beginWrite = (tenantId: number) => `begin; set local app.tenant_id = ${wholeId(tenantId)}`;

function wholeId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0) throw new Error(`not a tenant id: ${id}`);
  return id;
}

type Open = () => Promise<Connection>;

interface Unit<T> {
  begin: string;
  work: (tx: Tx) => Promise<T>;
  signal?: AbortSignal | undefined;
}

async function runTransaction<T>(open: Open, pool: pg.Pool, unit: Unit<T>): Promise<T> {
  const connection = await open().catch(rethrow);
  const guard = cancelOnAbort(pool, connection, unit.signal);
  const last: Sql[] = [];
  let begun: Promise<unknown> | null = null;
  const tx: Tx = {
    query: async <R extends Row>(query: Sql) => {
      begun ??= connection.command(unit.begin);
      const [, rows] = await Promise.all([begun, connection.query<R>(query)]);
      return rows;
    },
    atCommit: (query) => last.push(query),
  };
  try {
    const result = await unit.work(tx);
    if (!begun && last.length > 0) begun = connection.command(unit.begin);
    if (begun) await commit(connection, last);
    return result;
  } catch (error) {
    await connection.rollback();
    throw translateError(error);
  } finally {
    await guard.done();
    connection.release();
  }
}

async function commit(connection: Connection, last: readonly Sql[]): Promise<void> {
  const outcomes = await Promise.allSettled([
    ...last.map((query) => connection.query(query)),
    connection.command('commit'),
  ]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  const [tag] = outcomes.slice(-1).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null));
  if (tag !== 'COMMIT') throw new Error(`transaction ended with ${String(tag)} instead of COMMIT`);
}

interface ReadAll {
  tenantId: number;
  queries: readonly Sql[];
  signal?: AbortSignal | undefined;
}

async function readAll(open: Open, pool: pg.Pool, { tenantId, queries, signal }: ReadAll): Promise<Row[][]> {
  const connection = await open().catch(rethrow);
  const guard = cancelOnAbort(pool, connection, signal);
  const outcomes = await Promise.allSettled([
    connection.command(beginRead(tenantId)),
    ...queries.map((query) => connection.query(query)),
    connection.command('commit'),
  ]);
  await guard.done();
  connection.release();
  return outcomes.slice(1, -1).map((outcome) => {
    if (outcome.status === 'rejected') throw translateError(outcome.reason);
    return outcome.value as Row[];
  });
}

async function runGlobal<R extends Row>(open: Open, query: Sql): Promise<R[]> {
  const connection = await open().catch(rethrow);
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
