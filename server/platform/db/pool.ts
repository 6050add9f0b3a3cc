import pg from 'pg';
import type { Log } from '#server/platform/log.ts';
import { typeParser } from './type-parsers.ts';

export interface PoolOptions {
  url: string;
  /** Most connections. */
  max: number;
  log: Log;
  applicationName?: string;
  /** Longest time that a query may take here, in ms; left out: as long as the server lets it. */
  queryTimeout?: number;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => typeParser(oid)) as typeof pg.types.getTypeParser,
};

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
