/** Something to wait for that others ring. */
export interface Bell {
  ring(): void;
  /** Resolves with true when it rings, or rang since the last wait; with false after some time, or when nobody waits any more. */
  wait(ms: number): Promise<boolean>;
  /** Resolves after some time, whoever rings. */
  pause(ms: number): Promise<void>;
}

/** A bell that nobody waits for once the signal is aborted. */
export function createBell(signal?: AbortSignal): Bell {
  let isRung = false;
  let wakeUp: (() => void) | null = null;
  signal?.addEventListener('abort', () => wakeUp?.(), { once: true });
  const sleep = (ms: number, until: () => boolean) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted || until()) return resolve();
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wakeUp = null;
        resolve();
      }
      wakeUp = () => (signal?.aborted || until()) && done();
    });
  return {
    ring() {
      isRung = true;
      wakeUp?.();
    },
    async wait(ms) {
      await sleep(ms, () => isRung);
      const rang = isRung;
      isRung = false;
      return rang && !signal?.aborted;
    },
    pause: (ms) => sleep(ms, () => false),
  };
}
