import type { LiveChange } from './live-change.ts';

/** What the stream says. */
export type LiveMessage =
  | { event: 'changes'; changes: readonly LiveChange[] }
  | { event: 'presence'; records: readonly Pick<LiveChange, 'object' | 'record_id'>[] }
  | { event: 'reset' }
  | { event: 'bye' };

const NAME = 'arvelo.live';
/** How long to wait before asking again for a stream that was refused. */
const RETRY_MS = 30_000;

/**
 * Listens to the server; answers how to stop. One tab of a browser holds the stream and passes on what it says, since browsers give
 * a host few connections; when that tab goes, another one takes over.
 */
export function listenLive(onMessage: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  const stop = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => onMessage(data);
  const tell = (message: LiveMessage) => {
    onMessage(message);
    channel.postMessage(message);
  };
  const hold = () => holdStream(tell, stop.signal);
  if (navigator.locks) navigator.locks.request(NAME, { signal: stop.signal }, hold).catch(() => {});
  else void hold();
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Keeps a stream open until the session ends or nobody listens. The browser itself goes on after a lost connection. */
function holdStream(tell: (message: LiveMessage) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let timer = 0;
    const end = () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    };
    const open = () => {
      source = new EventSource('/api/v1/live');
      source.addEventListener('changes', ({ data }) => tell({ event: 'changes', changes: JSON.parse(data).changes }));
      source.addEventListener('presence', ({ data }) => tell({ event: 'presence', records: JSON.parse(data).records }));
      source.addEventListener('reset', () => tell({ event: 'reset' }));
      source.addEventListener('bye', () => {
        tell({ event: 'bye' });
        end();
      });
      source.addEventListener('error', () => {
        if (source?.readyState !== EventSource.CLOSED || signal.aborted) return;
        // Refused: what happens until the next attempt is missed.
        timer = window.setTimeout(() => {
          open();
          tell({ event: 'reset' });
        }, RETRY_MS);
      });
    };
    signal.addEventListener('abort', end, { once: true });
    open();
  });
}
