// Three server processes behind one port: what one knows the others know, and none is missed when it goes.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, type TestClient } from '#server/testing/client.ts';
import { type ServerProcess, startServerProcess } from '#server/testing/server-process.ts';

const token = 'a-token-of-the-test';

let folder: string;
let server: ServerProcess;
let client: TestClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arvelo-workers-'));
  chmodSync(folder, 0o755);
  const env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    METRICS_TOKEN: token,
  };
  server = await startServerProcess(folder, env, ['--workers', '3']);
  client = createClient(server.url);
  const person = { organization: 'Acme', name: 'Ann', email: 'ann@example.com', password: 'correct horse battery' };
  await client.post('/signup', person);
  await client.signIn(person.email, person.password);
}, 300_000);
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

const agent = new Agent({ keepAlive: false });

/** A request on a connection of its own, which goes to the process whose turn it is. */
function send(
  method: string,
  path: string,
  body?: unknown,
  { as = client, more = {} }: { as?: TestClient; more?: Record<string, string> } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const cookie = [...as.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'x-csrf-token': as.csrfToken, 'content-type': 'application/json', ...more };
    const call = request(server.url + path, { method, agent, headers }, async (answer) =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) }),
    );
    call.on('error', reject);
    call.end(body && JSON.stringify(body));
  });
}

/** A client that hears of changes, on a connection of its own. */
function openStream(): Promise<{ text: () => string; close: () => void }> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((resolve, reject) => {
    let heard = '';
    const call = request(`${server.url}/api/v1/live`, { agent, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`no stream: ${answer.statusCode}`));
      answer.on('data', (chunk) => {
        heard += chunk;
        if (heard.includes('event: ready')) resolve({ text: () => heard, close: () => call.destroy() });
      });
      answer.on('error', () => {});
    });
    call.on('error', reject);
    call.end();
  });
}

const serverProcesses = () =>
  execFileSync('ps', ['--ppid', String(server.pid), '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('serve --no-worker'))
    .map((line) => Number.parseInt(line, 10));

it('share the session, its token and every record', async () => {
  expect(serverProcesses()).toHaveLength(3);
  const made = await Promise.all(
    Array.from({ length: 30 }, (_, at) => send('POST', '/api/v1/leads', { company: `Lead ${at}`, contact_name: 'x' })),
  );
  expect(made.map((answer) => answer.status)).toEqual(made.map(() => 201));
  const totals = await Promise.all(Array.from({ length: 9 }, () => send('GET', '/api/leads.php?limit=1')));
  expect(new Set(totals.map((answer) => JSON.parse(answer.text).total))).toEqual(new Set([30]));
});

it('do a write once under its key, whichever of them it reaches', async () => {
  const once = () =>
    send('POST', '/api/v1/leads', { company: 'Once', contact_name: 'x' }, { more: { 'idempotency-key': 'only-once' } });
  const answers = await Promise.all(Array.from({ length: 12 }, once));
  expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
  for (let turn = 0; turn < 3; turn += 1) {
    const { status, headers } = await once();
    expect([status, headers['idempotent-replayed']]).toEqual([201, 'true']);
  }
  expect(JSON.parse((await send('GET', '/api/leads.php?search=once')).text).total).toBe(1);
});

it('tell each other what has changed', async () => {
  const streams = await Promise.all(Array.from({ length: 3 }, openStream));
  const { text: made } = await send('POST', '/api/v1/leads', { company: 'News', contact_name: 'x' });
  const { id } = JSON.parse(made).data;
  for (const stream of streams)
    await expect.poll(() => stream.text(), { timeout: 30_000 }).toMatch(new RegExp(`"record_id":${id}\\b`));
  for (const stream of streams) stream.close();
}, 60_000);

it('end a session for all of them', async () => {
  const other = createClient(server.url);
  await other.signIn('ann@example.com', 'correct horse battery');
  const statuses = async () =>
    (await Promise.all(Array.from({ length: 6 }, () => send('GET', '/api/v1/session', undefined, { as: other })))).map(
      ({ status }) => status,
    );
  expect(await statuses()).toEqual(Array(6).fill(200));
  expect((await send('POST', '/logout', {}, { as: other })).status).toBe(200);
  await expect.poll(statuses, { timeout: 5000 }).toEqual(Array(6).fill(401));
});

it('count failed sign-ins together', async () => {
  const body = { email: 'ann@example.com', password: 'wrong wrong wrong' };
  const guess = () => send('POST', '/login', body, { as: createClient(server.url) });
  const statuses = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
});

it('are replaced one by one on SIGHUP, and when one is killed, while everybody works on', async () => {
  const before = serverProcesses();
  const statuses: number[] = [];
  let isDone = false;
  const worker = async () => {
    while (!isDone) statuses.push((await send('GET', '/api/v1/leads?limit=1')).status);
  };
  const working = worker();
  process.kill(server.pid, 'SIGHUP');
  await expect
    .poll(() => serverProcesses().filter((pid) => !before.includes(pid)).length, { timeout: 150_000, interval: 200 })
    .toBe(3);
  await expect.poll(() => serverProcesses().length, { timeout: 60_000, interval: 200 }).toBe(3);
  isDone = true;
  await working;
  expect(statuses.length).toBeGreaterThan(10);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const [first = 0] = serverProcesses();
  process.kill(first, 'SIGKILL');
  await expect
    .poll(() => serverProcesses().filter((pid) => pid !== first).length, { timeout: 60_000, interval: 200 })
    .toBe(3);
  expect((await send('GET', '/readyz')).status).toBe(200);
}, 300_000);

it('run jobs once for all, and tell of them in the figures that any of them gives', async () => {
  const figures = async () =>
    (await send('GET', '/metrics', undefined, { more: { authorization: `Bearer ${token}` } })).text;
  await expect
    .poll(figures, { timeout: 100_000, interval: 1000 })
    .toMatch(/arvelo_jobs_total\{name="tasks:remind",outcome="done"\} [1-9]/);
}, 120_000);

it('stop together with status 0', async () => {
  const processes = serverProcesses();
  expect(await server.stop('SIGTERM')).toBe(0);
  const alive = processes.filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
  expect(alive).toEqual([]);
});
