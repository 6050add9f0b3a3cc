import type { Duplex } from 'node:stream';
import pg from 'pg';

/** Notes which connections wait for an answer. */
export interface SilenceWatch {
  sent(stream: Duplex): void;
  answered(stream: Duplex): void;
  stop(): void;
}

const CHECK_MS = 500;
const SUSPICIOUS_MS = 2_000;
/** Of the checks that are due while it asks; a process that got round to fewer was too busy itself to hear an answer. */
const SHARE_OF_A_LISTENER = 3 / 4;

/**
 * Cuts connections whose server has vanished without closing them (a lost network, a frozen machine), which TCP alone would
 * notice after hours. A server that only takes its time answers on a second connection and is left alone.
 */
export function watchSilence(isAnswering: () => Promise<boolean>): SilenceWatch {
  const waiting = new Map<Duplex, number>();
  let asking = false;
  let checks = 0;
  const check = async () => {
    checks += 1;
    const asked = performance.now();
    const silent = [...waiting].filter(([, since]) => asked - since > SUSPICIOUS_MS);
    if (silent.length === 0 || asking) return;
    asking = true;
    const before = checks;
    const isGone = !(await isAnswering());
    // A refusal comes at once, when none is due.
    const due = Math.floor((performance.now() - asked) / CHECK_MS);
    if (isGone && checks - before >= Math.floor(due * SHARE_OF_A_LISTENER)) {
      // Not those that were answered meanwhile and wait for something else.
      for (const [stream, since] of silent)
        if (waiting.get(stream) === since) stream.destroy(new Error('Connection terminated by silence'));
    }
    asking = false;
  };
  const timer = setInterval(() => void check(), CHECK_MS);
  timer.unref();
  return {
    sent: (stream) => void waiting.set(stream, performance.now()),
    answered: (stream) => void waiting.delete(stream),
    stop: () => clearInterval(timer),
  };
}

/** What keeps this machine from asking says nothing about the server. */
const OWN_LACKS = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL'];

/** Whether the server says anything at all on a new connection within 2 s, be it that it takes none. */
export async function answersAnew(connectionString: string): Promise<boolean> {
  const limit = { connectionTimeoutMillis: SUSPICIOUS_MS, query_timeout: SUSPICIOUS_MS };
  const client = new pg.Client({ connectionString, ...limit, application_name: 'arvelo-watch' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    return error instanceof pg.DatabaseError || OWN_LACKS.includes(code);
  } finally {
    // Waiting for the good-bye of a silent server would be the next hang.
    void client.end().catch(() => {});
  }
}
