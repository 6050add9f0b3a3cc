import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { BARE_LIST } from './bare-sql.ts';

interface LoopInput {
  url: string;
  tenantId: number;
  statuses: readonly string[];
  connections: number;
  seconds: number;
}

export const hasPgbench = spawnSync('pgbench', ['--version']).status === 0;

/** List SELECTs per second of the database alone: by pgbench, or by a loop over the driver where there is none. */
export function databaseAlone(input: LoopInput): Promise<number> {
  return hasPgbench ? byPgbench(input) : byDriver(input);
}

async function byPgbench({ url, tenantId, statuses, connections, seconds }: LoopInput): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-pgbench-'));
  try {
    const scripts = statuses.map((status) => {
      const file = join(folder, `${status}.sql`);
      writeFileSync(
        file,
        `${BARE_LIST.replace('$1', ':tenant').replace('$2', `'${status}'`).replaceAll('\n', ' ')};\n`,
      );
      return ['-f', file];
    });
    const { hostname, port, username, password, pathname } = new URL(url);
    const args = ['-n', '-M', 'prepared', '-c', connections, '-j', 1, '-T', seconds, '-D', `tenant=${tenantId}`];
    const child = spawn(
      'pgbench',
      [...args.map(String), ...scripts.flat(), '-h', hostname, '-p', port, '-U', username, pathname.slice(1)],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PGPASSWORD: decodeURIComponent(password) } },
    );
    const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const perSecond = /^tps = ([\d.]+)/m.exec(output)?.[1];
    if (!perSecond || !/number of failed transactions: 0 /.test(output))
      throw new Error(`pgbench: ${problems}${output}`);
    return Number(perSecond);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byDriver({ url, tenantId, statuses, connections, seconds }: LoopInput): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const started = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - started < seconds * 1000) {
      await pool.query({ name: 'list', text: BARE_LIST, values: [tenantId, statuses[done % statuses.length]] });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  const perSecond = done / ((performance.now() - started) / 1000);
  await pool.end();
  return perSecond;
}
