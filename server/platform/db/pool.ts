import pg from 'pg';
import type { Log } from '#server/platform/log.ts';

export interface PoolOptions {
  url: string;
  /** Most connections. */
  max: number;
  log: Log;
  applicationName?: string;
  /** Longest time that a query may take here, in ms; left out: as long as the server lets it. */
  queryTimeout?: number;
}

const { builtins } = pg.types;

/** Values as the product wants them: ids and amounts are numbers, dates and times stay the text that PostgreSQL sends. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
    if (oid === builtins.TIMESTAMPTZ) return timestampToRfc3339;
    if (oid === builtins.DATE) return String;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** `2026-01-31 09:30:00.5+00` to `2026-01-31T09:30:00.5Z`; parsing into a Date would halve the throughput of lists. */
function timestampToRfc3339(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`;
}

/** A pool of pipelining connections; waiting for one takes 2 s at most. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    types,
    pipeline: true,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: options.queryTimeout,
    application_name: options.applicationName ?? 'arvelo',
  } as pg.PoolConfig);
  // A lost connection is reported to the query that runs on it; without these listeners it would end the process as well.
  pool.on('error', (error: Error & { code?: string }) => {
    // 57P01: the database is shutting down, which it says to each connection.
    const level = error.code === '57P01' ? 'debug' : 'warn';
    options.log[level]({ err: error }, 'lost an idle database connection');
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
