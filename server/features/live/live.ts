import type { App } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';

/** A client that listens for changes. */
export interface Listener {
  tenantId: number;
  userId: number;
  /** Something may have changed, or the server closes. */
  wake(): void;
}

/** Everybody who listens in this process. */
export interface Live {
  readonly isClosed: boolean;
  /** Refuses more streams than a person, or this process, may have; answers how to leave. */
  enter(listener: Listener): () => void;
  close(): void;
}

const MOST_OF_PERSON = 12;
const MOST_IN_PROCESS = 5000;
/** Seconds after which somebody who was refused may try again. */
const LATER = 30;

export function createLive(app: App): Live {
  const listeners = new Set<Listener>();
  let isClosed = false;
  let deafen: (() => void) | null = null;
  const wake = (tenantId: number | null) => {
    for (const one of listeners) if (tenantId === null || one.tenantId === tenantId) one.wake();
  };
  return {
    get isClosed() {
      return isClosed;
    },
    enter(listener) {
      const isSame = (one: Listener) => one.tenantId === listener.tenantId && one.userId === listener.userId;
      const own = [...listeners].filter(isSame).length;
      if (own >= MOST_OF_PERSON || listeners.size >= MOST_IN_PROCESS) {
        throw appError('too_many_requests', { retryAfter: LATER });
      }
      if (isClosed) throw appError('unavailable', { retryAfter: 1 });
      listeners.add(listener);
      deafen ??= app.db.onAnnouncement(wake);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        deafen?.();
        deafen = null;
      };
    },
    close() {
      isClosed = true;
      wake(null);
    },
  };
}
