import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface SqlWitness {
  written: number;
  failures: number;
  /** Longest write, in ms. */
  slowest: number;
}

/** Stands in for an older version that goes on writing leads while the tables change: its statements name the columns it knows. */
export function startSqlWriter(url: string): { stop(): Promise<SqlWitness> } {
  const witness: SqlWitness = { written: 0, failures: 0, slowest: 0 };
  let isRunning = true;
  const work = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'old-version' });
    client.on('error', () => {});
    await client.connect();
    while (isRunning) {
      const started = performance.now();
      try {
        await client.query(
          "insert into leads (tenant_id, company, contact_name, search_text) values (1, 'Old', 'written', 'old')",
        );
        await client.query(
          "update leads set contact_name = 'written' where tenant_id = 1 and id = (select max(id) from leads where tenant_id = 1)",
        );
        witness.written += 1;
      } catch {
        witness.failures += 1;
      }
      witness.slowest = Math.max(witness.slowest, performance.now() - started);
      await delay(5);
    }
    await client.end();
  };
  const working = work();
  return {
    stop: async () => {
      isRunning = false;
      await working;
      return witness;
    },
  };
}
