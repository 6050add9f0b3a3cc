import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 20;

/** Asks `probe` every 20 ms until it gives a value; `undefined` once `timeoutMs` have passed. */
export async function waitFor<T>(
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs: number,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() >= deadline) return undefined;
    await delay(STEP_MS);
  }
}
