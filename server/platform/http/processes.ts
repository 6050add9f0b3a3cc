import { randomUUID } from 'node:crypto';
import type { App } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';

const EVERY_MS = 5000;

/** This process among those that share the database. */
export interface Processes {
  /** Processes seen in the last 15 s, this one included. */
  liveProcesses(): number;
  /** Stops, and tells the others. */
  leave(): Promise<void>;
}

/** Says every 5 s that this process lives, and learns how many others do. Neither keeps the process alive nor ever fails. */
export async function joinProcesses(app: App): Promise<Processes> {
  const id = randomUUID();
  let live = 1;
  let beating: Promise<void> | null = null;
  const beat = async () => {
    beating ??= noteProcess(app, id)
      .then((count) => {
        live = count;
      })
      // While the database is away the last count is the best guess.
      .catch((error: unknown) => app.log.debug({ err: error }, 'no heartbeat: the database did not answer'))
      .finally(() => {
        beating = null;
      });
    await beating;
  };
  await beat();
  const timer = setInterval(() => void beat(), EVERY_MS);
  timer.unref();
  return {
    liveProcesses: () => live,
    leave: async () => {
      clearInterval(timer);
      await beating;
      await app.db.global(sql`delete from server_processes where id = ${id}`).catch(() => {});
    },
  };
}

/** The database's clock counts: those of the processes need not agree. */
async function noteProcess(app: App, id: string): Promise<number> {
  const [row] = await app.db.global<{ live: number }>(sql`
    with me as (
      insert into server_processes (id, seen_at) values (${id}, now())
      on conflict (id) do update set seen_at = excluded.seen_at)
    select 1 + count(*) as live from server_processes where id <> ${id} and seen_at > now() - interval '15 seconds'`);
  return row?.live ?? 1;
}

export async function deleteDeadProcesses(app: App): Promise<void> {
  await app.db.global(sql`delete from server_processes where seen_at < now() - interval '1 minute'`);
}
