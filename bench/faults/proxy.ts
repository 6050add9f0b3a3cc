import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to the bytes that pass: how many of a chunk go on before the connection is cut; null: all of them, uncut. */
export type Cut = (chunk: Buffer, from: 'client' | 'server') => number | null;

/** A TCP proxy that breaks what passes through it. */
export interface FaultyProxy {
  readonly port: number;
  /** Connections that were cut by `cut`. */
  cuts(): number;
  cut(decide: Cut | null): void;
  /** Nobody gets in and all connections break, as when the other side is killed. */
  goAway(): void;
  /** Bytes vanish and nothing breaks, as when a cable is pulled. */
  freeze(): void;
  /** As before, for new connections. */
  comeBack(): void;
  close(): Promise<void>;
}

export async function startProxy(target: { host: string; port: number }): Promise<FaultyProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'open' | 'away' | 'frozen' = 'open';
  let decide: Cut | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    if (state === 'away') {
      client.destroy();
      return;
    }
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = () => {
      for (const socket of pair) socket.destroy();
      pairs.delete(pair);
    };
    const pass = (to: Socket, from: 'client' | 'server') => (chunk: Buffer) => {
      if (state === 'frozen') return;
      const length = decide?.(chunk, from) ?? null;
      if (length === null) {
        to.write(chunk);
        return;
      }
      cuts += 1;
      to.write(chunk.subarray(0, length), () => {
        for (const socket of pair) socket.resetAndDestroy();
        end();
      });
    };
    client.on('data', pass(upstream, 'client'));
    upstream.on('data', pass(client, 'server'));
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => {
    for (const [client, upstream] of pairs) {
      client.destroy();
      upstream.destroy();
    }
    pairs.clear();
  };
  return {
    port: (server.address() as { port: number }).port,
    cuts: () => cuts,
    cut: (next) => {
      decide = next;
    },
    goAway: () => {
      state = 'away';
      breakAll();
    },
    freeze: () => {
      state = 'frozen';
    },
    comeBack: () => {
      // What was frozen has lost bytes: it can only break.
      if (state === 'frozen') breakAll();
      state = 'open';
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
