import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildServer, startServer } from './child.ts';
import { type BenchTenant, benchPassword } from './dataset-build.ts';
import { type LoadRequest, requestText } from './load-job.ts';

const root = join(import.meta.dirname, '..');

/** The real product, started as an administrator would. */
export interface Product extends ChildServer {
  /** Resident memory of the Node process, in MB; null where `/proc` is missing. */
  memory(): number | null;
  signIn(tenant: BenchTenant): Promise<Client>;
}

/** Writes requests in the name of somebody who is signed in. */
export interface Client {
  get(path: string, expect: string): LoadRequest;
  post(path: string, body: unknown): LoadRequest;
  /** Sends one and reads the answer; throws on any other than 2xx. */
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
}

/** `more` goes to `arvelo serve`. */
export async function startProduct(
  dataDir: string,
  { profile = null, more = [] }: { profile?: string | null; more?: readonly string[] } = {},
): Promise<Product> {
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  // In the data folder, where no .env of the checkout interferes.
  const server = await startServer([...flags, ...startArguments(), ...more], {
    cwd: dataDir,
    env: { ...startEnvironment(), DATA_DIR: dataDir, RATE_LIMITS: 'off', LOG_LEVEL: 'warn', LOG_FORMAT: 'json' },
  });
  return { ...server, memory: () => memoryOf(server.pid), signIn: (tenant) => signInAt(server.port, tenant) };
}

/** What `npm start` gives to Node, but for the build of the web app. */
function startArguments(): string[] {
  const words = startWords();
  return words
    .slice(words.indexOf('node') + 1)
    .filter((arg) => arg !== '--build-if-needed')
    .map((arg) => (arg.startsWith('bin/') ? join(root, arg) : arg));
}

/** What `npm start` sets before it starts Node: see docs/decisions/001. */
function startEnvironment(): Record<string, string> {
  const words = startWords();
  return Object.fromEntries(words.slice(0, words.indexOf('exec')).map((word) => word.split('=') as [string, string]));
}

function startWords(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ');
}

export function signInRequest(tenant: BenchTenant): LoadRequest {
  const body = { email: tenant.email, password: benchPassword };
  return { text: requestText('POST', '/login', { body }), expect: '"success":true' };
}

/** Signs in to a server of this machine. */
export async function signInAt(port: number, tenant: BenchTenant): Promise<Client> {
  const answer = await fetch(`http://127.0.0.1:${port}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: tenant.email, password: benchPassword }),
  });
  if (!answer.ok) throw new Error(`could not sign in as ${tenant.email}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { data } = (await answer.json()) as { data: { csrf_token: string } };
  const unsafe = { cookie, 'x-csrf-token': data.csrf_token };
  return {
    get: (path, expect) => ({ text: requestText('GET', path, { headers: { cookie } }), expect }),
    post: (path, body) => ({
      text: requestText('POST', path, { headers: unsafe, body }),
      expect: '{"success":true,"data":{"id":',
    }),
    call: async (method, path, body) => {
      const headers = { ...unsafe, 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...sent });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`);
      return JSON.parse(text);
    },
  };
}

function memoryOf(pid: number): number | null {
  try {
    const kB = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kB ? Number(kB) / 1024 : null;
  } catch {
    return null;
  }
}
