import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { requestText } from '#bench/load-job.ts';
import { buildWeb } from '#scripts/build.ts';
import { type Crowd, listsOf, startCrowd } from './crowd.ts';
import type { Fault } from './fault.ts';
import { figuresOf } from './figure.ts';

/** Nobody may hold a connection longer than this by being slow, in ms. */
const CUT_MS = 20_000;
/** How often a slow client sends a byte, in ms. */
const DRIP_MS = 1_000;
const SETTLE_MS = 3_000;
const GOOD_PER_SECOND = 50;

/** R9: a thousand connections that hardly send or never read. */
export const slowClients: Fault = {
  title: 'a thousand connections that send a byte a second or never read: others do not feel it, and they are cut',
  run: async ({ cycles, patience }) => {
    await buildWeb();
    const crowd = await startCrowd(1);
    try {
      const seconds = cycles ? 3 : 10;
      const count = cycles ? 100 : 1000;
      await good(crowd, Math.min(5, seconds));
      const before = await good(crowd, seconds);
      const slow = openSlow(crowd, count);
      // A thousand new connections at once are work, and no slowness.
      await delay(SETTLE_MS);
      const meanwhile = await good(crowd, seconds);
      const lives = await Promise.all(slow);
      const of = figuresOf('slow clients');
      return [
        of.info(
          'p95 of a good client before; meanwhile',
          `${before.p95.toFixed(1)} ms; ${meanwhile.p95.toFixed(1)} ms`,
        ),
        of.atMost('p95 of a good client, times as before', meanwhile.p95 / before.p95, 2 * patience),
        of.none('answers to it that are no success', meanwhile.failed),
        ...kinds.map((kind, at) => {
          const longest = Math.max(...lives.filter((_, number) => kindOf(number) === at));
          return of.within(`${kind.name}: cut after at most`, longest, {
            most: CUT_MS,
            patience: Math.max(patience, 1.1),
          });
        }),
      ];
    } finally {
      await crowd.close();
    }
  },
};

async function good({ server, load, clients }: Crowd, seconds: number): Promise<{ p95: number; failed: number }> {
  const job = { port: server.port, requests: listsOf(clients), connections: 8, seconds, isTolerant: true };
  const { byStatus, requests } = await load.run({ ...job, perSecond: GOOD_PER_SECOND });
  return { p95: byStatus[200]?.p95 ?? Number.NaN, failed: requests - (byStatus[200]?.count ?? 0) };
}

interface Kind {
  name: string;
  /** Sent at once. */
  start: () => string;
  /** Sent again and again; none: it only does not read. */
  drip: string | null;
}

const kinds: readonly Kind[] = [
  { name: 'slow headers', start: () => 'GET /api/v1/leads HTTP/1.1\r\nHost: a\r\nX-Slow: ', drip: 'a' },
  {
    name: 'slow bodies',
    start: () => 'POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    drip: ' ',
  },
  {
    name: 'never reading',
    // More than the buffers of the system hold.
    start: () => requestText('GET', largestAsset()).repeat(10),
    drip: null,
  },
];

function largestAsset(): string {
  const folder = join(import.meta.dirname, '../../web/dist/assets');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const [largest] = scripts.sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size);
  return `/assets/${largest}`;
}

/** Opens slow connections of every kind in turn; each gives how long it lived, in ms. */
function openSlow({ server }: Crowd, count: number): Promise<number>[] {
  const ready = kinds.map(({ start, drip }) => ({ first: start(), drip }));
  return Array.from({ length: count }, (_, number) =>
    liveSlowly(server.port, ready[kindOf(number)] as (typeof ready)[number]),
  );
}

/** Every tenth does not read: what it asks for costs the server more than its slowness. */
function kindOf(number: number): number {
  return number % 10 === 0 ? 2 : number % 2;
}

async function liveSlowly(port: number, { first, drip }: { first: string; drip: string | null }): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  const started = performance.now();
  let isOpen = true;
  socket.on('error', () => {});
  socket.on('close', () => {
    isOpen = false;
  });
  if (drip === null) socket.pause();
  else socket.resume();
  socket.write(first);
  // A connection that lives for ever is given up.
  while (isOpen && performance.now() - started < 2 * CUT_MS) {
    // Who does not read sees the end only once it does.
    if (drip !== null) socket.write(drip);
    else if (performance.now() - started >= CUT_MS) socket.resume();
    await delay(DRIP_MS);
  }
  const lived = isOpen ? Number.POSITIVE_INFINITY : performance.now() - started;
  socket.destroy();
  return lived;
}
