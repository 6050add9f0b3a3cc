import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usableBinaries } from './embedded/binaries.ts';
import { clusterPaths } from './embedded/cluster.ts';
import { launchPostmaster } from './embedded/launch.ts';
import { databaseOsUser } from './embedded/os-user.ts';
import { findPostmaster } from './embedded/postmaster.ts';
import { processIdentity } from './embedded/process-identity.ts';
import { waitFor } from './embedded/wait-for.ts';
import { type EmbeddedPostgres, embeddedSupported, resolveDataDir, startEmbeddedPostgres } from './embedded.ts';

const TIMEOUT_MS = 60_000;
const isRoot = process.getuid?.() === 0;

let dataDir: string;
let clusterDir: string;
let running: EmbeddedPostgres[];
let owners: ChildProcess[];

beforeEach(() => {
  // Not mkdtemp: its folder has mode 0700, which the account that runs the database for root cannot enter.
  dataDir = join(realpathSync(tmpdir()), `arvelo-test-${randomUUID()}`);
  clusterDir = join(dataDir, 'postgres');
  running = [];
  owners = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  await Promise.all(running.map((postgres) => postgres.stop()));
  const left = postmasterPid();
  if (left) process.kill(left, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}, TIMEOUT_MS);

describe.runIf(embeddedSupported())('embedded PostgreSQL', { timeout: TIMEOUT_MS }, () => {
  test('the first start makes a durable UTF-8 cluster with checksums that only its password opens', async () => {
    const postgres = await start();
    const settings = `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums,
      current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address,
      (select datlocale from pg_database where datname = 'arvelo') as locale, lower('ÄÉ') as lower`;
    expect(await query(postgres.ownerUrl, settings)).toEqual([
      // biome-ignore format: one row
      { fsync: 'on', pages: 'on', commit: 'on', checksums: 'on', encoding: 'UTF8', address: '127.0.0.1', locale: 'C.UTF-8', lower: 'äé' },
    ]);
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(postgres.ownerUrl);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test.runIf(isRoot)('root starts it as another OS user that owns the cluster only', async () => {
    await start();
    expect(statSync(clusterDir).uid).not.toBe(0);
    expect(statSync(dataDir).uid).toBe(0);
  });

  test('stop leaves no process and data survives to the next start', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 42 as answer');
    const pid = postmasterPid() ?? 0;
    await first.stop();
    expect(processIdentity(pid)).toBeUndefined();
    const second = await start();
    expect(await query(second.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('the server of a killed owner is adopted with its data, and stopped by who adopted it', async () => {
    const { owner, ownerUrl } = await startInAnotherProcess();
    await query(ownerUrl, 'create table kept as select 42 as answer');
    const pid = postmasterPid() ?? 0;
    await kill(owner);
    const adopted = await start();
    expect(adopted.ownerUrl).toBe(ownerUrl);
    expect(postmasterPid()).toBe(pid);
    expect(await query(adopted.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await adopted.stop();
    expect(processIdentity(pid)).toBeUndefined();
  });

  test('a server that another live process uses is not stopped', async () => {
    const { owner, ownerUrl } = await startInAnotherProcess();
    const guest = await start();
    await guest.stop();
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    owner.kill('SIGTERM');
    await once(owner, 'exit');
    expect(postmasterPid()).toBeUndefined();
  });

  test('a start after kill -9 of the postmaster recovers what was committed', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 42 as answer');
    process.kill(postmasterPid() ?? 0, 'SIGKILL');
    const second = await start();
    expect(await query(second.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('a server that is killed comes back at its address by itself, with what was committed', async () => {
    const { ownerUrl } = await start();
    await query(ownerUrl, 'create table kept as select 42 as answer');
    for (let round = 1; round <= 2; round += 1) {
      const pid = postmasterPid() ?? 0;
      process.kill(pid, 'SIGKILL');
      expect(await waitForSuccessor(pid)).toBe(true);
      expect(await query(ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    }
  });

  test('two processes that share a killed server get one back, at the same address', async () => {
    const { ownerUrl } = await startInAnotherProcess();
    const here = await start();
    const pid = postmasterPid() ?? 0;
    process.kill(pid, 'SIGKILL');
    await waitForSuccessor(pid);
    const third = await start();
    expect([here.ownerUrl, third.ownerUrl]).toEqual([ownerUrl, ownerUrl]);
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a backend that outlives its killed postmaster does not block the next start', async () => {
    const first = await start();
    // A loop that never looks whether the postmaster still lives.
    const busy = query(first.ownerUrl, 'do $$ begin loop end loop; end $$').catch(() => 'cut off');
    await waitForBackend(first.ownerUrl, 'begin loop');
    process.kill(postmasterPid() ?? 0, 'SIGKILL');
    const second = await start();
    expect(await query(second.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await busy).toBe('cut off');
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('pre-existing shared memory block');
  });

  test('a stale postmaster.pid with the pid of a foreign program does not block the start', async () => {
    await (await start()).stop();
    const foreign = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      ...clusterOwner(),
    });
    owners.push(foreign);
    writeFileSync(
      join(clusterDir, 'postmaster.pid'),
      `${foreign.pid}\n${clusterDir}\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n`,
    );
    const postgres = await start();
    expect(await query(postgres.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(processIdentity(foreign.pid ?? 0)).toBeDefined();
  });

  test('an empty postmaster.pid does not block the start', async () => {
    await (await start()).stop();
    writeFileSync(join(clusterDir, 'postmaster.pid'), '');
    await start();
    expect(postmasterPid()).toBeDefined();
  });

  test('two processes that start at once share one server', async () => {
    const [one, two, here] = await Promise.all([startInAnotherProcess(), startInAnotherProcess(), start()]);
    expect(new Set([one.ownerUrl, two.ownerUrl, here.ownerUrl]).size).toBe(1);
    const pid = postmasterPid() ?? 0;
    await here.stop();
    await kill(one.owner);
    two.owner.kill('SIGTERM');
    await once(two.owner, 'exit');
    expect(processIdentity(pid)).toBeUndefined();
  });

  test('a server that came up just after one looked for it is used, not refused', async () => {
    const { ownerUrl } = await start();
    const paths = clusterPaths(dataDir);
    const user = databaseOsUser(paths.clusterDir, () => {});
    const binaries = await usableBinaries(paths.dataDir, user);
    expect(await launchPostmaster({ paths, user, binaries, settings: {} })).toBe(Number(new URL(ownerUrl).port));
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a half-finished initdb and the lock of a dead process are cleared away', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    mkdirSync(join(dataDir, `postgres.new-${dead.pid}`, 'data'), { recursive: true });
    mkdirSync(join(dataDir, 'run'));
    writeFileSync(join(dataDir, 'run', 'lock'), `${dead.pid} 1 1`);
    await start();
    expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('a killed initdb is started over', async () => {
    const { owner } = spawnOwner();
    await waitFor(
      () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('postgres.new-')),
      10_000,
    );
    await kill(owner);
    const postgres = await start();
    expect(await query(postgres.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('a server that is shutting down is waited for, then started again', async () => {
    const first = await start();
    const pid = postmasterPid() ?? 0;
    const client = new pg.Client({ connectionString: first.ownerUrl });
    client.on('error', () => {});
    await client.connect();
    // Smart shutdown: waits for the client above, for ever.
    process.kill(pid, 'SIGTERM');
    await waitFor(() => findPostmaster(clusterDir)?.status === 'stopping', 5_000);
    const second = await start();
    expect(postmasterPid()).not.toBe(pid);
    expect(await query(second.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test.runIf(isRoot)('a data folder below a private one is refused when chosen, replaced when not', () => {
    mkdirSync(dataDir, { mode: 0o700 });
    expect(() => resolveDataDir(join(dataDir, 'data'), true)).toThrow(`may not enter ${dataDir}`);
    expect(resolveDataDir(join(dataDir, 'data'), false)).toBe('/var/lib/arvelo');
  });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, archiveDir: null, settings: { shared_buffers: '16MB' } });
  running.push(postgres);
  return postgres;
}

/** A process that starts the database, prints its address and stops it on SIGTERM. */
function spawnOwner(): { owner: ChildProcess; firstLine: Promise<string> } {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('embedded.ts', import.meta.url).href)};
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, archiveDir: null });
    process.on('SIGTERM', () => postgres.stop().then(() => process.exit()));
    setInterval(() => {}, 60_000);
    console.log(postgres.ownerUrl);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(owner);
  const firstLine = once(createInterface(owner.stdout), 'line').then(([line]) => String(line));
  return { owner, firstLine };
}

async function startInAnotherProcess() {
  const { owner, firstLine } = spawnOwner();
  return { owner, ownerUrl: await firstLine };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function query(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  // A connection that the test cuts ends with an event beside the rejected query.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function waitForBackend(ownerUrl: string, text: string): Promise<void> {
  const statement = `select 1 from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%${text}%'`;
  await waitFor(async () => (await query(ownerUrl, statement)).length > 0, 5_000);
}

function waitForSuccessor(pid: number): Promise<boolean | undefined> {
  return waitFor(() => {
    const found = findPostmaster(clusterDir);
    return found?.status === 'ready' && found.pid !== pid;
  }, 10_000);
}

function postmasterPid(): number | undefined {
  return findPostmaster(clusterDir)?.pid;
}

/** PostgreSQL treats a pid as dead when it belongs to another user, so the foreign program must run as the database's. */
function clusterOwner() {
  const { uid, gid } = statSync(clusterDir);
  return isRoot ? { uid, gid, cwd: '/' } : {};
}
