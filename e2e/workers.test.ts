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

let folder: string;
let server: ServerProcess;
let client: TestClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arvelo-workers-'));
  chmodSync(folder, 0o755);
  const env = { DATA_DIR: join(folder, 'data'), PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
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
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'x-csrf-token': client.csrfToken, 'content-type': 'application/json' };
    const call = request(server.url + path, { method, agent, headers }, async (answer) =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) }),
    );
    call.on('error', reject);
    call.end(body && JSON.stringify(body));
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
