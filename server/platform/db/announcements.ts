import pg from 'pg';
import type { Log } from '#server/platform/log.ts';

/** Hears of a tenant whose records have changed; null: of any, since something may have been missed. */
export type AnnouncementListener = (tenantId: number | null) => void;

/** Hears what a process has passed on; null: something may have been missed. */
export type LineListener = (line: string | null) => void;

/** News among all processes on one database, by LISTEN and NOTIFY. They say whose records have changed, never what. */
export interface Announcements {
  /** Tells every process; some milliseconds later, so that many at once are one message. */
  announce(tenantId: number): void;
  /** Answers how to stop. */
  listen(listener: AnnouncementListener): () => void;
  /** Passes a short line on to every process, for what is kept nowhere: whoever does not listen misses it. */
  say(line: string): void;
  /** Answers how to stop. */
  hear(listener: LineListener): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'arvelo_changes';
const LINES = 'arvelo_lines';
/** Characters of a message; PostgreSQL takes 8,000 bytes, and lines are ASCII. */
const MOST_CHARACTERS = 7900;
const COLLECT_MS = 25;
const RECONNECT_MS = 1000;

/**
 * Announcing happens after the commit of a change and not in it: a commit that notifies waits for all others that do. What a dying
 * process did not announce any more is found by the next look at the feed.
 */
export function createAnnouncements(pool: pg.Pool, { url, log }: { url: string; log: Log }): Announcements {
  const listeners = new Set<AnnouncementListener>();
  const hearers = new Set<LineListener>();
  const pending = new Set<number>();
  let lines: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let ear: pg.Client | null = null;
  let isClosed = false;

  function send(): void {
    timer = null;
    const tenants = [...pending].map(String);
    const messages = joined(lines);
    pending.clear();
    lines = [];
    pool
      .query('select pg_notify(channel, message) from unnest($1::text[], $2::text[]) as one (channel, message)', [
        [...tenants.map(() => CHANNEL), ...messages.map(() => LINES)],
        [...tenants, ...messages],
      ])
      .catch((error: unknown) => log.debug({ err: error }, 'a change could not be announced'));
  }
  function collect(): void {
    timer ??= setTimeout(send, COLLECT_MS).unref();
  }
  function tell(tenantId: number | null): void {
    for (const listener of listeners) listener(tenantId);
  }
  function pass(line: string | null): void {
    for (const hearer of hearers) hearer(line);
  }
  function receive({ channel, payload = '' }: pg.Notification): void {
    if (channel === CHANNEL) tell(Number(payload) || null);
    else for (const line of payload.split('\n')) pass(line);
  }
  function connect(): void {
    if (isClosed || ear || listeners.size + hearers.size === 0) return;
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
    client.on('notification', receive);
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}; listen ${LINES}`))
      .then(() => {
        tell(null);
        pass(null);
      }, lost);
  }
  /** Adds somebody who listens; answers how to take them away again. */
  function add<T>(all: Set<T>, one: T): () => void {
    all.add(one);
    connect();
    return () => {
      all.delete(one);
      if (listeners.size + hearers.size === 0) void hangUp();
    };
  }
  async function hangUp(): Promise<void> {
    const client = ear;
    ear = null;
    await client?.end().catch(() => {});
  }
  return {
    announce: (tenantId) => {
      pending.add(tenantId);
      collect();
    },
    listen: (listener) => add(listeners, listener),
    say: (line) => {
      lines.push(line);
      collect();
    },
    hear: (hearer) => add(hearers, hearer),
    close: async () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await hangUp();
    },
  };
}

/** Lines in as few messages as they fit in. */
function joined(lines: readonly string[]): string[] {
  const messages: string[] = [];
  for (const line of lines) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + line.length < MOST_CHARACTERS)
      messages[messages.length - 1] = `${last}\n${line}`;
    else messages.push(line);
  }
  return messages;
}
