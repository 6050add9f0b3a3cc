import type pg from 'pg';
import { type BatchStatement, createBatchQuery } from './batch-query.ts';
import type { SilenceWatch } from './silence.ts';
import type { Sql } from './sql.ts';

type Row = Record<string, unknown>;

/** A checked-out connection; statements are pipelined in the order of the calls. */
export interface Connection {
  readonly backendPid: number;
  query<R extends Row = Row>(query: Sql): Promise<R[]>;
  /** Statements that travel and are answered together. A failure of one ends the connection. */
  batch(statements: readonly (Sql | string)[]): Promise<BatchAnswer>;
  /** Plain SQL without parameters; answers the tag of the last command. */
  command(text: string): Promise<string>;
  rollback(): Promise<void>;
  /** Back to the pool; a connection that is broken or still in a transaction is closed instead. */
  release(): void;
}

export interface BatchAnswer {
  /** Rows by statement. */
  rows: Row[][];
  /** The tag of the last command. */
  command: string;
}

export interface ConnectionOptions {
  preparedStatements: boolean;
  silence: SilenceWatch;
}

export async function openConnection(
  pool: pg.Pool,
  { preparedStatements: prepared, silence }: ConnectionOptions,
): Promise<Connection> {
  const client = (await pool.connect()) as PipeliningClient;
  const { stream } = client.connection;
  let pending = 0;
  let isSpoiled = false;
  const sent = () => {
    pending += 1;
    silence.sent(stream);
  };
  const answered = () => {
    pending -= 1;
    if (pending === 0) silence.answered(stream);
  };
  const run = async (config: pg.QueryConfig | string): Promise<pg.QueryResult | pg.QueryResult[]> => {
    sent();
    sendTogether(client);
    try {
      return await client.query(config as pg.QueryConfig);
    } finally {
      answered();
    }
  };
  return {
    backendPid: client.processID ?? 0,
    query: async <R extends Row>({ text, values }: Sql) => {
      const name = prepared ? statementName(text) : undefined;
      const result = (await run({ text, values, ...(name && { name }) })) as pg.QueryResult<R>;
      return result.rows;
    },
    batch: async (statements) => {
      sent();
      const batch = createBatchQuery(statements.map((one) => toStatement(one, prepared)));
      client.query(batch.query as never);
      try {
        const results = await batch;
        return { rows: results.map((result) => result.rows as Row[]), command: results.at(-1)?.command ?? '' };
      } catch (error) {
        isSpoiled = true;
        throw error;
      } finally {
        answered();
      }
    },
    command: async (text) => {
      const result = await run(text);
      return (Array.isArray(result) ? result.at(-1) : result)?.command ?? '';
    },
    rollback: async () => {
      await run('rollback').catch(() => {});
    },
    release: () => {
      const broken = isSpoiled || pending > 0 || client._queryable === false || client.getTransactionStatus() !== 'I';
      client.release(broken);
    },
  };
}

/** A text of our own, such as BEGIN, is prepared too; the one that names the tenant differs each time and is not. */
function toStatement(one: Sql | string, prepared: boolean): BatchStatement {
  const text = typeof one === 'string' ? one : one.text;
  const isFixed = prepared && !text.startsWith('set local');
  return { text, values: typeof one === 'string' ? [] : one.values, name: isFixed ? statementName(text) : undefined };
}

/** What is sent in one go leaves in one packet: each further one costs a system call here and one in PostgreSQL. */
function sendTogether({ connection: { stream } }: PipeliningClient): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

interface PipeliningClient extends pg.PoolClient {
  processID?: number;
  _queryable?: boolean;
}

/** Most different statements that are kept prepared; each costs memory in every connection. */
const MOST_PREPARED = 400;
const statementNames = new Map<string, string>();

/** How often a statement has to come before it takes one of the places; statements seen once or twice would fill them up. */
const SEEN_OFTEN = 5;
const seen = new Map<string, number>();
const MOST_SEEN = 5000;

/** The name under which a statement is prepared; undefined once there are too many different ones. */
function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= MOST_PREPARED) return known;
  const times = (seen.get(text) ?? 0) + 1;
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(text, times);
  if (times < SEEN_OFTEN) return undefined;
  seen.delete(text);
  const name = `s${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}

/** Cancels what runs on a connection when the signal aborts; `done` waits until a cancel can no longer hit the next user. */
export function cancelOnAbort(
  canceller: pg.Pool,
  connection: Connection,
  signal?: AbortSignal,
): { done(): Promise<void> } {
  if (!signal || connection.backendPid === 0) return { done: async () => {} };
  let cancelling: Promise<unknown> | null = null;
  const cancel = () => {
    cancelling = canceller.query('select pg_cancel_backend($1)', [connection.backendPid]).catch(() => {});
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return {
    done: async () => {
      signal.removeEventListener('abort', cancel);
      if (cancelling) await cancelling;
    },
  };
}
