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
/** Of the four checks in that time; a process that got round to fewer was too busy itself to hear an answer. */
const CHECKS_OF_A_LISTENER = 3;

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
    const silent = [...waiting]
      .filter(([, since]) => performance.now() - since > SUSPICIOUS_MS)
      .map(([stream]) => stream);
    if (silent.length === 0 || asking) return;
    asking = true;
    const before = checks;
    if (!(await isAnswering()) && checks - before >= CHECKS_OF_A_LISTENER) {
      for (const stream of silent)
        if (waiting.has(stream)) stream.destroy(new Error('Connection terminated by silence'));
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

/** Whether the server says anything at all on a new connection within 2 s, be it a refusal. */
export async function answersAnew(connectionString: string): Promise<boolean> {
  const limit = { connectionTimeoutMillis: SUSPICIOUS_MS, query_timeout: SUSPICIOUS_MS };
  const client = new pg.Client({ connectionString, ...limit, application_name: 'arvelo-watch' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  } finally {
    // Waiting for the good-bye of a silent server would be the next hang.
    void client.end().catch(() => {});
  }
}
