import { cachedSession } from '#server/features/auth/session-cache.ts';
import { isExpired } from '#server/features/auth/session-rules.ts';
import type { Ctx } from '#server/platform/context.ts';
import { type Bell, createBell } from './bell.ts';
import type { Live } from './live.ts';
import { isPlace, presentPlace, readNews } from './news.ts';
import { type Place, presenceOf } from './presence.ts';

/** A line goes out at least this often, so that nobody between takes the connection for dead. */
const HEARTBEAT_MS = 10_000;
/** Changes that follow each other closely are told together. */
const PAUSE_MS = 250;
/** The feed holds a change back while earlier transactions are under way: looked at again after these times. */
const AGAIN_MS = [200, 600, 2000];

/**
 * The events of one client: `changes` with what it may see, `presence` when people come, go or begin to write where it is itself,
 * `reset` when too much has happened to tell, `bye` when its session has ended. Every event has an id at which a client that comes back goes on.
 */
export function openStream(live: Live, ctx: Ctx, from: string | undefined): AsyncGenerator<string> {
  const bell = createBell(ctx.signal);
  const who = { tenantId: ctx.tenantId, userId: ctx.user.id ?? 0 };
  const exit = live.enter({ ...who, wake: bell.ring });
  const stirred = new Map<string, Place>();
  const forget = presenceOf(ctx.app).watch(who, (place) => {
    stirred.set(`${place.object} ${place.recordId}`, place);
    bell.ring();
  });
  const leave = () => {
    forget();
    exit();
  };
  // A client may have gone before it has read anything.
  ctx.signal?.addEventListener('abort', leave, { once: true });
  return liveEvents(live, ctx, { bell, leave, from, stirred });
}

interface Stream {
  bell: Bell;
  leave: () => void;
  from: string | undefined;
  /** Records at which somebody has come, gone or begun something. */
  stirred: Map<string, Place>;
}

async function* liveEvents(live: Live, ctx: Ctx, { bell, leave, from, stirred }: Stream): AsyncGenerator<string> {
  try {
    let place = isPlace(from) ? from : await presentPlace(ctx);
    yield `retry: 2000\n${eventText('ready', place, {})}`;
    for (let again = isPlace(from) ? 0 : AGAIN_MS.length; !live.isClosed && !ctx.signal?.aborted; ) {
      const caller = await presentCaller(ctx);
      if (!caller) return yield eventText('bye', place, {});
      const news = await readNews(caller, place);
      place = news.place;
      if (news.isFlood) yield eventText('reset', place, {});
      else if (news.items.length > 0) yield eventText('changes', place, { changes: news.items });
      if (stirred.size > 0) yield eventText('presence', place, { records: taken(stirred) });
      const isRung = await bell.wait(AGAIN_MS[again] ?? HEARTBEAT_MS);
      if (isRung) await bell.pause(PAUSE_MS);
      else if (again >= AGAIN_MS.length) yield ': still here\n\n';
      again = isRung ? 0 : again + 1;
    }
  } finally {
    leave();
  }
}

function taken(stirred: Map<string, Place>) {
  const records = [...stirred.values()].map(({ object, recordId }) => ({ object, record_id: recordId }));
  stirred.clear();
  return records;
}

/** The caller as the database has them by now; null when the session has ended. */
async function presentCaller(ctx: Ctx): Promise<Ctx | null> {
  if (!ctx.session) return ctx;
  const session = await cachedSession(ctx.app, ctx.session.hash);
  if (!session || isExpired(session, ctx.app.clock.now().getTime())) return null;
  return { ...ctx, user: session.user, definitionVersion: session.definitionVersion };
}

function eventText(event: string, id: string, data: object): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
