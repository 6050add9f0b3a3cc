import type { App } from '#server/platform/context.ts';
import type { Database } from '#server/platform/db/database.ts';
import { findSession, type StoredSession } from './session.queries.ts';

/**
 * Sessions are read once a second rather than with every request. What ends in this process is forgotten here at once; what
 * ends in another one takes effect within this age, which stays under the second that `security.md` (S13) asks for.
 */
const MAX_AGE_MS = 900;
const MOST_ENTRIES = 10_000;

interface Entry {
  readAt: number;
  session: Promise<StoredSession | null>;
  /** The session's user once it is read. */
  found: StoredSession | null;
}

type Cache = Map<string, Entry>;

/** By database handle: processes that tests run side by side in one share nothing. */
const caches = new WeakMap<Database, Cache>();

/** The session with this hash, at most a second old. */
export function cachedSession(app: App, hash: Buffer): Promise<StoredSession | null> {
  const cache = cacheOf(app);
  const key = hash.toString('base64');
  const known = cache.get(key);
  // Age counts from before the query: whatever was committed later may be missing in its answer.
  const now = performance.now();
  if (known && now - known.readAt < MAX_AGE_MS) return known.session;
  const entry: Entry = { readAt: now, session: findSession(app, hash), found: null };
  cache.delete(key);
  cache.set(key, entry);
  if (cache.size > MOST_ENTRIES) evictOldest(cache);
  entry.session.then(
    (session) => {
      entry.found = session;
      // Unknown ids are not kept: guesses must not push real sessions out.
      if (!session) forgetEntry(cache, key, entry);
    },
    () => forgetEntry(cache, key, entry),
  );
  return entry.session;
}

/** Makes the next request of this session ask the database. */
export function forgetSession(app: App, hash: Buffer): void {
  cacheOf(app).delete(hash.toString('base64'));
}

/** Makes the next request of each session of this user ask the database: they were signed out, or their role changed. */
export function forgetUser(app: App, tenantId: number, userId: number): void {
  forgetWhere(app, (session) => session.tenantId === tenantId && session.user.id === userId);
}

/** The same for everyone of a tenant, whose definitions have changed. */
export function forgetTenant(app: App, tenantId: number): void {
  forgetWhere(app, (session) => session.tenantId === tenantId);
}

function forgetWhere(app: App, isMeant: (session: StoredSession) => boolean): void {
  const cache = cacheOf(app);
  for (const [key, { found }] of cache) {
    // One that is being read right now may have been read before the change: it goes as well.
    if (!found || isMeant(found)) cache.delete(key);
  }
}

function cacheOf(app: App): Cache {
  const cache = caches.get(app.db) ?? new Map();
  caches.set(app.db, cache);
  return cache;
}

function evictOldest(cache: Cache): void {
  const [oldest] = cache.keys();
  if (oldest !== undefined) cache.delete(oldest);
}

function forgetEntry(cache: Cache, key: string, entry: Entry): void {
  if (cache.get(key) === entry) cache.delete(key);
}
