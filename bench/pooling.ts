import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appRoleOf } from '#server/platform/db/app-role.ts';
import { startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { freePort } from '#server/platform/free-port.ts';
import { readSecretKey } from '#server/platform/secret-key.ts';
import { createClient, type TestClient } from '#server/testing/client.ts';
import { startServerProcess } from '#server/testing/server-process.ts';

// Lists and creates of many organizations at once: straight to PostgreSQL, without prepared statements, and through pgbouncer in
// transaction mode where there is one. `node bin/run.js bench/pooling.ts --help`.

const { values: options } = parseArgs({
  options: {
    tenants: { type: 'string', default: '10' },
    clients: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `node bin/run.js bench/pooling.ts [--tenants 10] [--clients 16] [--seconds 10]
Answers a second of lists (9 of 10 requests) and creates, for organizations in turn. Ends with status 1 when an answer is wrong.
`;

const secretKey = 'k'.repeat(32);
const appRole = appRoleOf('arvelo', readSecretKey(secretKey, ''));

const person = (at: number) => ({
  organization: `T${at}`,
  name: 'Ann',
  email: `ann${at}@example.com`,
  password: 'correct horse battery',
});

interface Way {
  name: string;
  env: Record<string, string>;
}

async function comparePooling(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'arvelo-pooling-'));
  chmodSync(place, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(place, 'database'), archiveDir: null });
  const base = {
    DATABASE_URL: postgres.ownerUrl,
    SECRET_KEY: secretKey,
    RATE_LIMITS: 'off',
    SIGNUP: 'open',
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  // The first start makes the role that works on the data.
  await (await startServerProcess(place, { ...base, DATA_DIR: join(place, 'files') })).stop('SIGTERM');
  const pooler = startPooler(place, postgres.ownerUrl);
  const ways: Way[] = [
    { name: 'straight', env: {} },
    { name: 'straight, PREPARED_STATEMENTS=off', env: { PREPARED_STATEMENTS: 'off' } },
    ...(pooler
      ? [
          {
            name: `pgbouncer ${pooler.version}, PREPARED_STATEMENTS=off`,
            env: { DATABASE_APP_URL: await pooler.appUrl(), PREPARED_STATEMENTS: 'off' },
          },
        ]
      : []),
  ];
  let wrong = 0;
  try {
    for (const { name, env } of ways) {
      const server = await startServerProcess(place, { ...base, DATA_DIR: join(place, 'files'), ...env });
      const outcome = await load(server.url);
      wrong += outcome.wrong;
      process.stdout.write(
        `${name.padEnd(44)} ${outcome.rate.toFixed(0).padStart(6)}/s   p50 ${outcome.p50.toFixed(1)} ms   p99 ${outcome.p99.toFixed(1)} ms   ${outcome.wrong} wrong\n`,
      );
      await server.stop('SIGTERM');
    }
  } finally {
    pooler?.stop();
    await postgres.stop();
    rmSync(place, { recursive: true, force: true });
  }
  if (wrong > 0) process.exitCode = 1;
}

async function load(url: string): Promise<{ rate: number; p50: number; p99: number; wrong: number }> {
  const clients = await Promise.all(Array.from({ length: Number(options.tenants) }, (_, at) => enter(url, at)));
  const times: number[] = [];
  let wrong = 0;
  const began = performance.now();
  const until = began + Number(options.seconds) * 1000;
  const work = async (first: number) => {
    for (let at = first; performance.now() < until; at += 1) {
      const client = clients[at % clients.length] as TestClient;
      const sent = performance.now();
      const { status } =
        at % 10 === 0
          ? await client.post('/api/v1/leads', { company: `Lead ${at}`, contact_name: 'x' })
          : await client.get('/api/v1/leads?limit=20');
      times.push(performance.now() - sent);
      if (status !== 200 && status !== 201) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(options.clients) }, (_, at) => work(at)));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99), wrong };
}

/** Signs an organization's person in; makes both the first time. */
async function enter(url: string, at: number): Promise<TestClient> {
  const client = createClient(url);
  const { email, password } = person(at);
  if ((await client.signIn(email, password)).status === 200) return client;
  const made = await client.post('/signup', person(at));
  if (made.status !== 201) throw new Error(`no organization: ${made.text}`);
  await client.signIn(email, password);
  return client;
}

interface Pooler {
  version: string;
  appUrl(): Promise<string>;
  stop(): void;
}

/** A pgbouncer in transaction mode in front of a database; null where none is installed. */
function startPooler(place: string, ownerUrl: string): Pooler | null {
  const { stdout, error } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  if (error) return null;
  let child: ChildProcess | null = null;
  return {
    version: /(\d+\.\d+(\.\d+)?)/.exec(stdout)?.[1] ?? '',
    async appUrl() {
      const { hostname, port: databasePort } = new URL(ownerUrl);
      const port = await freePort();
      const config = join(place, 'pgbouncer.ini');
      const auth = join(place, 'users.txt');
      writeFileSync(auth, `"${appRole.name}" "${appRole.password}"\n`, { mode: 0o644 });
      writeFileSync(
        config,
        `[databases]\narvelo = host=${hostname} port=${databasePort} dbname=arvelo\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = plain\nauth_file = ${auth}\npool_mode = transaction\ndefault_pool_size = 8\nmax_client_conn = 500\n`,
        { mode: 0o644 },
      );
      const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
      child = spawn('pgbouncer', [...account, '-q', config], { stdio: 'ignore' });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return `postgres://${appRole.name}:${appRole.password}@127.0.0.1:${port}/arvelo`;
    },
    stop: () => void child?.kill('SIGTERM'),
  };
}

if (options.help) process.stdout.write(HELP);
else await comparePooling();
