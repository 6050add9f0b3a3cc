/** A request as it goes over the wire, and a text that its answer must hold. */
export interface LoadRequest {
  text: string;
  expect: string;
}

export interface LoadJob {
  port: number;
  /** Sent in turn, over and over. */
  requests: readonly LoadRequest[];
  connections: number;
  seconds: number;
  /** Requests a second of all connections together, however long answers take; left out: as fast as they come. */
  perSecond?: number;
  /** Every answer is counted under its status, and a connection that breaks is opened again; left out: any but the right one is an error. */
  isTolerant?: boolean;
}

export interface LoadResult {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  errors: number;
  firstError: string | null;
  /** By status, 0 for connections that broke. */
  byStatus: Readonly<Record<number, Answers>>;
}

export interface Answers {
  count: number;
  /** Milliseconds from when the request was due, so that a late one counts as slow. */
  p95: number;
  /** Milliseconds from when it was sent. */
  p95Sent: number;
}

/** A request as text. */
export function requestText(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: unknown } = {},
): string {
  const content = body === undefined ? '' : JSON.stringify(body);
  const all: Record<string, string> = { host: '127.0.0.1', 'user-agent': 'arvelo-bench', ...headers };
  if (body !== undefined) {
    all['content-type'] = 'application/json';
    all['content-length'] = String(Buffer.byteLength(content));
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${content}`;
}
