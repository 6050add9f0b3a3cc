import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { serialize } from 'pg-protocol';
import { type RowShape, readRow, type ServerField, shapeOf } from './row-shape.ts';

/** One statement of a batch; without a name it is not kept prepared. */
export interface BatchStatement {
  text: string;
  values: readonly unknown[];
  name?: string | undefined;
}

export interface StatementResult {
  rows: Record<string, unknown>[];
  /** What PostgreSQL says that it did, such as `COMMIT` or `INSERT 0 1`. */
  tag: string;
}

/** What a connection knows of the statements that it keeps prepared, by name. */
export type Prepared = Map<string, PreparedStatement>;

interface PreparedStatement {
  /** null: it answers no rows; undefined: it has not answered yet. */
  shape: RowShape | null | undefined;
  /** A batch failed before it was known to be prepared: the name is not used again on this connection. */
  isUnsure: boolean;
}

/** Called once: with the results of all statements, or with those before the one that failed. */
type Done = (error: Error | null, results: StatementResult[]) => void;

/**
 * Several statements as one query of the driver: a single Sync behind them all, so one packet there, one back, and one wake-up
 * on either side instead of one each. PostgreSQL skips what follows a statement that fails. What a prepared statement answers is
 * asked only once (protocol: "Extended Query" in PostgreSQL's manual).
 */
export function createBatchQuery(statements: readonly BatchStatement[], prepared: Prepared, done: Done): pg.Query {
  const results: StatementResult[] = [];
  let sent: SentStatement[] = [];
  let shape: RowShape | null | undefined;
  let rows: StatementResult['rows'] = [];
  let problem: Error | null = null;
  const fail = (error: Error) => {
    markUnsure(sent.slice(results.length), prepared);
    done(error, results);
  };
  const handlers: DriverQuery = {
    callback: () => {},
    submit: (connection) => {
      try {
        const message = encode(statements, prepared);
        sent = message.sent;
        connection.stream.write(message.bytes);
        return null;
      } catch (error) {
        return error as Error;
      }
    },
    handleRowDescription: ({ fields }) => {
      shape = shapeOf(fields);
    },
    handleDataRow: ({ fields }) => {
      shape ??= prepared.get(sent[results.length]?.name ?? '')?.shape;
      try {
        if (shape) rows.push(readRow(shape, fields));
      } catch (error) {
        problem ??= error as Error;
      }
    },
    handleCommandComplete: ({ text }) => {
      const known = prepared.get(sent[results.length]?.name ?? '');
      if (known && known.shape === undefined) known.shape = shape ?? null;
      results.push({ rows, tag: text });
      shape = undefined;
      rows = [];
    },
    handleReadyForQuery: () => done(problem, results),
    handleError: fail,
    handleEmptyQuery: () => {},
  };
  // The driver pipelines only its own kind of query.
  return Object.assign(Object.create(pg.Query.prototype), handlers);
}

interface SentStatement {
  /** Empty: not kept prepared. */
  name: string;
  isParsed: boolean;
}

function encode(statements: readonly BatchStatement[], prepared: Prepared): { bytes: Buffer; sent: SentStatement[] } {
  const parts: Buffer[] = [];
  const sent = statements.map((statement) => {
    const known = statement.name ? prepared.get(statement.name) : undefined;
    const name = statement.name && !known?.isUnsure ? statement.name : '';
    const isParsed = name === '' || !known;
    if (isParsed) parts.push(serialize.parse({ text: statement.text, name }));
    if (isParsed && name) prepared.set(name, { shape: undefined, isUnsure: false });
    parts.push(serialize.bind({ statement: name, values: statement.values as unknown[], valueMapper: prepareValue }));
    if (isParsed || known?.shape === undefined) parts.push(serialize.describe({ type: 'P' }));
    parts.push(serialize.execute());
    return { name, isParsed };
  });
  parts.push(serialize.sync());
  return { bytes: Buffer.concat(parts), sent };
}

function markUnsure(statements: readonly SentStatement[], prepared: Prepared): void {
  for (const { name, isParsed } of statements) {
    const known = isParsed ? prepared.get(name) : undefined;
    if (known) known.isUnsure = true;
  }
}

/** What the driver calls on a query; `callback` has to be there. */
interface DriverQuery {
  callback: () => void;
  submit(connection: { stream: NodeJS.WritableStream }): Error | null;
  handleRowDescription(message: { fields: ServerField[] }): void;
  handleDataRow(message: { fields: (string | null)[] }): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
  handleEmptyQuery(): void;
}
