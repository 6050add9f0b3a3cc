import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';

/** One statement of a batch; without a name it is not kept prepared. */
export interface BatchStatement {
  text: string;
  values: readonly unknown[];
  name?: string | undefined;
}

/**
 * Several statements as one query of the driver: a single Sync behind them all, so one packet there, one back, and one wake-up
 * on either side instead of one each. PostgreSQL skips what follows a statement that fails. The driver's own `Query` collects
 * the results; only the sending is ours (protocol: "Extended Query" in PostgreSQL's manual).
 */
export function createBatchQuery(
  statements: readonly BatchStatement[],
): Promise<pg.QueryResult[]> & { query: pg.Query } {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult[]>();
  const done = (error: Error | null, results: pg.QueryResult | pg.QueryResult[]) =>
    error ? reject(error) : resolve(Array.isArray(results) ? results : [results]);
  const query = new pg.Query({ text: 'batch' }) as unknown as BatchingQuery;
  query.callback = done;
  query.requiresPreparation = () => true;
  query.prepare = (connection) => send(connection, statements);
  return Object.assign(promise, { query: query as unknown as pg.Query });
}

/** The parts of the driver's query and connection that a batch touches. */
interface BatchingQuery {
  callback: (error: Error | null, results: pg.QueryResult | pg.QueryResult[]) => void;
  requiresPreparation: () => boolean;
  prepare: (connection: WireConnection) => void;
}

interface WireConnection {
  parsedStatements: Record<string, string>;
  parse(message: { text: string; name: string }): void;
  bind(message: {
    portal: string;
    statement: string;
    values: readonly unknown[];
    valueMapper: typeof prepareValue;
  }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string }): void;
  sync(): void;
}

function send(connection: WireConnection, statements: readonly BatchStatement[]): void {
  for (const { text, values, name = '' } of statements) {
    if (!name || connection.parsedStatements[name] === undefined) {
      connection.parse({ text, name });
      // Noted before it is sure: after a failure the connection is closed (see `connection.ts`).
      if (name) connection.parsedStatements[name] = text;
    }
    connection.bind({ portal: '', statement: name, values, valueMapper: prepareValue });
    connection.describe({ type: 'P', name: '' });
    connection.execute({ portal: '' });
  }
  connection.sync();
}
