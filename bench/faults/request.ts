import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
  /** 0: there was none, the connection broke or nobody listened. */
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Milliseconds from sending to the last byte. */
  took: number;
  /** There was a connection, and it broke. */
  isCut: boolean;
  isGood: boolean;
}

export interface Request {
  method?: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Longest time to wait, in ms. */
  patience?: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1000 });

/** Sends one request; a broken connection is an answer too. */
export function send(
  port: number,
  { method = 'GET', path, headers = {}, body, patience = 30_000 }: Request,
): Promise<Answer> {
  const content = body === undefined ? null : JSON.stringify(body);
  const all = {
    ...headers,
    ...(content !== null && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
  };
  const sent = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, got: Partial<Answer> = {}) => {
      clearTimeout(timer);
      const isGood = status >= 200 && status < 300;
      const took = performance.now() - sent;
      resolve({ status, headers: {}, text: '', isCut: false, ...got, took, isGood });
    };
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: all, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => done(response.statusCode ?? 0, { headers: response.headers, text }));
      response.on('error', () => done(0, { isCut: true }));
    });
    const timer = setTimeout(() => request.destroy(), patience);
    request.on('error', (error: NodeJS.ErrnoException) => done(0, { isCut: error.code !== 'ECONNREFUSED' }));
    request.end(content);
  });
}

export function get(port: number, path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
  return send(port, { path, ...(headers && { headers }) });
}

/** Signs in; resolves with the headers that requests then need. */
export async function signIn(
  port: number,
  { email, password }: { email: string; password: string },
): Promise<Record<string, string>> {
  const answer = await send(port, { method: 'POST', path: '/login', body: { email, password } });
  if (!answer.isGood) throw new Error(`could not sign in as ${email}: ${answer.status} ${answer.text}`);
  const cookie = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
  return { cookie, 'x-csrf-token': JSON.parse(answer.text).data.csrf_token };
}
