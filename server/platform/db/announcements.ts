import pg from 'pg';
import type { Log } from '#server/platform/log.ts';

/** Hears of a tenant whose records have changed; null: of any, since something may have been missed. */
export type AnnouncementListener = (tenantId: number | null) => void;

/** News among all processes on one database, by LISTEN and NOTIFY. They say whose records have changed, never what. */
export interface Announcements {
  /** Tells every process; some milliseconds later, so that many at once are one message. */
  announce(tenantId: number): void;
  /** Answers how to stop. */
  listen(listener: AnnouncementListener): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'arvelo_changes';
const COLLECT_MS = 25;
const RECONNECT_MS = 1000;

/**
 * Announcing happens after the commit of a change and not in it: a commit that notifies waits for all others that do. What a dying
 * process did not announce any more is found by the next look at the feed.
 */
export function createAnnouncements(pool: pg.Pool, { url, log }: { url: string; log: Log }): Announcements {
  const listeners = new Set<AnnouncementListener>();
  const pending = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let ear: pg.Client | null = null;
  let isClosed = false;

  function send(): void {
    timer = null;
    const tenants = [...pending].map(String);
    pending.clear();
    pool
      .query('select pg_notify($1, tenant) from unnest($2::text[]) as tenant', [CHANNEL, tenants])
      .catch((error: unknown) => log.debug({ err: error }, 'a change could not be announced'));
  }
  function tell(tenantId: number | null): void {
    for (const listener of listeners) listener(tenantId);
  }
  function connect(): void {
    if (isClosed || ear || listeners.size === 0) return;
    const client = new pg.Client({ connectionString: url, application_name: 'arvelo-live', keepAlive: true });
    ear = client;
    const lost = () => {
      if (ear !== client) return;
      ear = null;
      client.end().catch(() => {});
      setTimeout(connect, RECONNECT_MS).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => tell(Number(payload) || null));
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => tell(null), lost);
  }
  async function hangUp(): Promise<void> {
    const client = ear;
    ear = null;
    await client?.end().catch(() => {});
  }
  return {
    announce: (tenantId) => {
      pending.add(tenantId);
      timer ??= setTimeout(send, COLLECT_MS).unref();
    },
    listen: (listener) => {
      listeners.add(listener);
      connect();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) void hangUp();
      };
    },
    close: async () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await hangUp();
    },
  };
}
