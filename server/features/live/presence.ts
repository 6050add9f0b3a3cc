import type { App } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';
import { readVisit, type Visit, writeVisit } from './visit.ts';

/** A record of a tenant. */
export interface Place {
  tenantId: number;
  object: string;
  recordId: number;
}

/** Somebody. */
export interface Who {
  tenantId: number;
  userId: number;
}

/** Who has which record open, in whatever process they said so. */
export interface Presence {
  /** Notes what a tab does; it is forgotten when the tab does not say so again. */
  note(visit: Visit): void;
  /** The tabs in which a record is open at this moment. */
  at(place: Place): Visit[];
  /** Hears when something changes at a record that somebody has open themselves; answers how to stop. */
  watch(who: Who, onChange: (place: Place) => void): () => void;
}

/** How long a tab counts as open after it has said so. */
const LIFE_MS = 20_000;
const SWEEP_MS = 1000;
/** Tabs of one person. */
const MOST_OF_PERSON = 30;
/** What a process says that has just begun to listen. */
const ASK = '?';

interface Entry {
  visit: Visit;
  until: number;
  /** Said to this process, which passes it on to those that ask. */
  isOwn: boolean;
}

const presences = new WeakMap<App, Presence>();

/** The presence that this process knows of: what it was told, and what other processes have passed on (decision 042). */
export function presenceOf(app: App): Presence {
  const known = presences.get(app) ?? createPresence(app);
  presences.set(app, known);
  return known;
}

function createPresence(app: App): Presence {
  const places = new Map<string, Map<string, Entry>>();
  const watchers = new Set<{ who: Who; onChange: (place: Place) => void }>();
  let deafen: (() => void) | null = null;
  let sweeper: NodeJS.Timeout | null = null;
  const now = () => app.clock.now().getTime();

  function put(visit: Visit, left: number, isOwn: boolean): void {
    const key = keyOf(visit);
    const tabs = places.get(key) ?? new Map<string, Entry>();
    const name = `${visit.userId} ${visit.tab}`;
    const before = tabs.get(name);
    // Calls of one tab may overtake each other.
    if (before && before.visit.turn > visit.turn) return;
    places.set(key, tabs.set(name, { visit, until: now() + left, isOwn: isOwn || (before?.isOwn ?? false) }));
    keepListening();
    if (before?.visit.doing !== visit.doing || before.visit.field !== visit.field) tell(visit);
  }
  function hear(line: string | null): void {
    if (line === null) app.db.say(ASK);
    else if (line === ASK) answer();
    else {
      const heard = readVisit(line);
      if (heard) put(heard.visit, Math.min(heard.left, LIFE_MS), false);
    }
  }
  function answer(): void {
    for (const { visit, until, isOwn } of entries(places)) if (isOwn) app.db.say(writeVisit(visit, until - now()));
  }
  /** Whoever has the record open beside the one who did something. */
  function tell(place: Place & Who): void {
    const here = new Set([...(places.get(keyOf(place))?.values() ?? [])].map(({ visit }) => visit.userId));
    for (const { who, onChange } of watchers) {
      const isOther = who.tenantId === place.tenantId && who.userId !== place.userId;
      if (isOther && here.has(who.userId)) onChange(place);
    }
  }
  function sweep(): void {
    for (const [key, tabs] of places) {
      const gone = [...tabs].filter(([, entry]) => entry.until <= now());
      for (const [name] of gone) tabs.delete(name);
      if (tabs.size === 0) places.delete(key);
      const seen = gone.find(([, { visit }]) => visit.doing !== 'left');
      if (seen) tell(seen[1].visit);
    }
    if (places.size === 0) rest();
  }
  function keepListening(): void {
    deafen ??= app.db.hear(hear);
    sweeper ??= setInterval(sweep, SWEEP_MS).unref();
  }
  function rest(): void {
    if (sweeper) clearInterval(sweeper);
    sweeper = null;
    if (watchers.size > 0) return;
    deafen?.();
    deafen = null;
  }
  return {
    note(visit) {
      const isNew = !places.get(keyOf(visit))?.has(`${visit.userId} ${visit.tab}`);
      if (isNew && tabsOf(places, visit) >= MOST_OF_PERSON) {
        throw appError('too_many_requests', { retryAfter: LIFE_MS / 1000 });
      }
      put(visit, LIFE_MS, true);
      app.db.say(writeVisit(visit, LIFE_MS));
    },
    at: (place) =>
      [...(places.get(keyOf(place))?.values() ?? [])]
        .filter(({ visit, until }) => visit.doing !== 'left' && until > now())
        .map(({ visit }) => visit),
    watch(who, onChange) {
      const watcher = { who, onChange };
      watchers.add(watcher);
      deafen ??= app.db.hear(hear);
      return () => {
        watchers.delete(watcher);
        if (places.size === 0) rest();
      };
    },
  };
}

function keyOf({ tenantId, object, recordId }: Place): string {
  return `${tenantId} ${object} ${recordId}`;
}

function* entries(places: ReadonlyMap<string, ReadonlyMap<string, Entry>>): Iterable<Entry> {
  for (const tabs of places.values()) yield* tabs.values();
}

function tabsOf(places: ReadonlyMap<string, ReadonlyMap<string, Entry>>, { tenantId, userId }: Who): number {
  let count = 0;
  for (const { visit } of entries(places)) if (visit.tenantId === tenantId && visit.userId === userId) count += 1;
  return count;
}
