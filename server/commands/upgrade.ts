import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Config } from '#server/config.ts';
import { lastBackupFor } from '#server/platform/db/backup/last-backup.ts';
import { resolveDataDir } from '#server/platform/db/embedded.ts';
import { migrationState, readMigrations } from '#server/platform/db/migrate.ts';
import { riskOf, type TableSize } from '#server/platform/db/migration-risk.ts';
import { checkSafety } from '#server/platform/db/safety.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { CommandError } from './command-error.ts';
import { type Finding, showFindings } from './findings.ts';
import { openOwnerDatabase } from './owner-database.ts';

const GIB = 2 ** 30;
const DAY = 86_400_000;

/** Looks at an installation with the eyes of the version that is to run on it; ends with status 1 when something should come first. */
export async function checkUpgrade(config: Config): Promise<void> {
  const dataDir = config.databaseUrl ? null : resolveDataDir(config.dataDir, config.dataDirExplicit);
  if (dataDir && !existsSync(join(dataDir, 'postgres')))
    throw new CommandError(`There is no installation in ${dataDir} to upgrade: the first start makes one`);
  const database = await openOwnerDatabase(config);
  try {
    const findings = await asOwner(database.ownerUrl, (owner) => examine(owner, dataDir));
    showFindings(findings, 'Nothing stands in the way: stop the old version, start this one.');
  } finally {
    await database.close();
  }
}

async function examine(owner: pg.Client, dataDir: string | null): Promise<Finding[]> {
  const safety = await checkSafety(owner);
  const state = await migrationState(owner).catch((error: Error) => error);
  if (state instanceof Error) return [...safety, { name: 'migrations', ok: false, found: state.message, advice: '' }];
  const files = (await readMigrations()).filter(({ name }) => state.pending.includes(name));
  const risk = await riskOf(
    owner,
    files.map(({ text }) => text),
  );
  return [
    ...safety,
    migrationFinding(state.pending),
    lockFinding(risk.alters),
    indexFinding(risk.indexes),
    await longTransactions(owner),
    ...(dataDir ? [spaceFinding(dataDir, risk.indexes)] : []),
    await backupFinding(owner, files.length > 0),
  ];
}

function migrationFinding(pending: readonly string[]): Finding {
  const found = pending.length === 0 ? 'none to apply' : `${pending.length} to apply: ${pending.join(', ')}`;
  return { name: 'migrations', ok: true, found, advice: '' };
}

/** Altering waits for a table a second at a time and lets go again, so it never blocks: the figure is for who wants to know. */
function lockFinding(tables: readonly TableSize[]): Finding {
  const found = tables.length === 0 ? 'no table is held' : `held for a moment: ${shown(tables)}`;
  return { name: 'locks', ok: true, found, advice: '' };
}

function indexFinding(tables: readonly TableSize[]): Finding {
  const found = tables.length === 0 ? 'none of a large table' : `built beside the work that goes on: ${shown(tables)}`;
  return { name: 'indexes', ok: true, found, advice: '' };
}

function shown(tables: readonly TableSize[]): string {
  return tables
    .map(
      ({ table, bytes, rows }) =>
        `${table} (${Math.round(rows).toLocaleString('en')} rows, ${(bytes / 2 ** 20).toFixed(1)} MiB)`,
    )
    .join(', ');
}

async function longTransactions(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ pid: number; seconds: number; who: string }>(
    `select pid, extract(epoch from clock_timestamp() - xact_start)::integer as seconds, application_name as who
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '30 seconds'
     order by xact_start`,
  );
  const [oldest] = rows;
  return {
    name: 'long transactions',
    ok: !oldest,
    found: oldest
      ? `${rows.length}, the oldest for ${oldest.seconds} s (${oldest.who || 'unnamed'}, process ${oldest.pid})`
      : 'none',
    advice: 'a migration waits for them: let them end, or end them with select pg_terminate_backend(process)',
  };
}

/** An index is at most about as large as its table, and stands beside it while it is built. */
function spaceFinding(dataDir: string, indexes: readonly TableSize[]): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = (bavail * bsize) / GIB;
  const wanted = 1 + indexes.reduce((sum, { bytes }) => sum + bytes, 0) / GIB;
  return {
    name: 'free space',
    ok: free >= wanted,
    found: `${free.toFixed(1)} GiB, ${wanted.toFixed(1)} GiB wanted`,
    advice: `make room on the disk of ${dataDir}`,
  };
}

async function backupFinding(owner: pg.Client, isNeeded: boolean): Promise<Finding> {
  const { good } = await lastBackupFor(owner);
  const isFresh = good !== null && Date.now() - Date.parse(good.at) < DAY;
  return {
    name: 'backup',
    ok: isFresh || !isNeeded,
    found: good ? `the last good one was written at ${good.at}` : 'none of the whole installation yet',
    advice: 'run `arvelo backup` first: one that is less than a day old is the way back to the version before',
  };
}
