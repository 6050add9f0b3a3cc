import type pg from 'pg';
import { type BatchStatement, createBatchQuery, type Prepared, type StatementResult } from './batch-query.ts';
import type { SilenceWatch } from './silence.ts';
import type { Sql } from './sql.ts';
import { commentOf } from './statement-comment.ts';
import type { StatementWatch } from './statement-watch.ts';

type Row = Record<string, unknown>;

/** A statement, or a function that says only when the message leaves what it has become. */
export type LateSql = Sql | (() => Sql);

/** Strings are texts of our own without parameters. */
type Asked = LateSql | string;

/** A checked-out connection. What is asked for in one go travels as one batch. */
export interface Connection {
  readonly backendPid: number;
  /** Rows of a statement; after one that fails PostgreSQL skips the others of its batch, and all of them fail. */
  query<R extends Row = Row>(query: Asked): Promise<R[]>;
  /** Statements that are sent at once, with what was asked for before; the tag of the last one and the rows of each. */
  batch(statements: readonly Asked[]): Promise<BatchAnswer>;
  rollback(): Promise<void>;
  /** Back to the pool; a connection that is broken or still in a transaction is closed instead. */
  release(): void;
}

export interface BatchAnswer {
  /** Rows by statement. */
  rows: Row[][];
  tag: string;
}

interface Waiting {
  asked: Asked;
  resolve: (result: StatementResult) => void;
  reject: (error: Error) => void;
}

const preparedByClient = new WeakMap<pg.PoolClient, Prepared>();

export interface ConnectionOptions {
  preparedStatements: boolean;
  silence: SilenceWatch;
  /** Sees every message with its statements. */
  watch: StatementWatch;
}

export async function openConnection(
  pool: pg.Pool,
  { preparedStatements, silence, watch }: ConnectionOptions,
  requestId?: string,
): Promise<Connection> {
  const client = (await pool.connect()) as PoolClient;
  const { stream } = client.connection;
  const prepared: Prepared = preparedByClient.get(client) ?? new Map();
  preparedByClient.set(client, prepared);
  let waiting: Waiting[] = [];
  let unanswered = 0;
  let isSpoiled = false;
  const backendPid = client.processID ?? 0;
  const comment = commentOf(requestId);

  const send = () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    silence.sent(stream);
    let statements: BatchStatement[] = [];
    const answered = watch({ backendPid, requestId });
    const done = (error: Error | null, results: StatementResult[]) => {
      answered(statements, error);
      unanswered -= batch.length;
      if (unanswered === 0) silence.answered(stream);
      if (error) isSpoiled ||= leavesUnsure(statements, prepared);
      for (const [at, { resolve, reject }] of batch.entries()) {
        const result = results[at];
        if (result) resolve(result);
        else reject(error ?? new Error('PostgreSQL left a statement without an answer'));
      }
    };
    try {
      statements = batch.map((one) => toStatement(one.asked, { keepsPrepared: preparedStatements, comment }));
    } catch (error) {
      done(error as Error, []);
      return;
    }
    client.query(createBatchQuery(statements, prepared, done) as never);
  };
  const ask = (asked: Asked): Promise<StatementResult> => {
    if (waiting.length === 0) process.nextTick(send);
    unanswered += 1;
    return new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
    });
  };
  return {
    backendPid,
    query: async <R extends Row>(query: Asked) => (await ask(query)).rows as R[],
    batch: async (statements) => {
      const answers = Promise.all(statements.map(ask));
      send();
      const results = await answers;
      return { rows: results.map((result) => result.rows), tag: results.at(-1)?.tag ?? '' };
    },
    rollback: async () => {
      await ask('rollback').catch(() => {});
    },
    release: () => {
      const isOpen = client._queryable !== false && client.getTransactionStatus() === 'I';
      client.release(isSpoiled || unanswered > 0 || !isOpen);
    },
  };
}

function leavesUnsure(statements: readonly BatchStatement[], prepared: Prepared): boolean {
  return statements.some(({ name }) => name !== undefined && prepared.get(name)?.isUnsure);
}

/**
 * A text of our own, such as BEGIN, is prepared too; the one that names the tenant differs each time and is not. Only what is
 * not kept prepared says which request it is for: another text each time would have to be planned each time.
 */
function toStatement(
  asked: Asked,
  { keepsPrepared, comment }: { keepsPrepared: boolean; comment: string },
): BatchStatement {
  const one = typeof asked === 'function' ? asked() : asked;
  const text = typeof one === 'string' ? one : one.text;
  const isFixed = keepsPrepared && !text.startsWith('set local');
  const name = isFixed ? statementName(text) : undefined;
  return { text: name ? text : comment + text, values: typeof one === 'string' ? [] : one.values, name };
}

interface PoolClient extends pg.PoolClient {
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
