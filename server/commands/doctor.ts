import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import type { Config } from '#server/config.ts';
import { type ArchiverState, archiverState } from '#server/platform/db/archive/archiver-state.ts';
import { type LastBackup, lastBackupFor } from '#server/platform/db/backup/last-backup.ts';
import { resolveDataDir, startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { migrationState } from '#server/platform/db/migrate.ts';
import { checkSafety } from '#server/platform/db/safety.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { type Finding, showFindings } from './findings.ts';

/** Prints a line per check; ends with status 1 when one failed. Changes nothing. */
export async function doctor(config: Config): Promise<void> {
  const findings = [checkNode(), ...checkFolder(config), await checkPort(config), ...(await checkDatabase(config))];
  showFindings(findings, 'All is well.');
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    name: 'Node',
    ok: major >= 24,
    found: process.version,
    advice: 'run `npm ci`: it brings the Node that fits along',
  };
}

function checkFolder(config: Config): Finding[] {
  const advice = 'set DATA_DIR to a folder that this user may write to';
  try {
    const folder = config.databaseUrl ? config.dataDir : resolveDataDir(config.dataDir, config.dataDirExplicit);
    let existing = folder;
    while (!existsSync(existing)) existing = dirname(existing);
    accessSync(existing, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(existing);
    const free = (bavail * bsize) / 2 ** 30;
    return [
      { name: 'data folder', ok: true, found: folder, advice },
      { name: 'free space', ok: free >= 1, found: `${free.toFixed(1)} GiB`, advice: 'make room: 1 GiB at the least' },
    ];
  } catch (error) {
    return [{ name: 'data folder', ok: false, found: (error as Error).message, advice }];
  }
}

/** Free, or taken by an Arvelo that answers. */
async function checkPort(config: Config): Promise<Finding> {
  const advice = `another program listens on port ${config.port}: stop it or set PORT`;
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(config.port, config.host, () => probe.close(() => resolve(true)));
  });
  if (free) return { name: 'port', ok: true, found: `${config.host}:${config.port} is free`, advice };
  const health = await fetch(`http://${config.host}:${config.port}/healthz`, {
    signal: AbortSignal.timeout(2000),
  }).catch(() => null);
  const ours = health?.ok === true;
  return {
    name: 'port',
    ok: ours,
    found: ours ? `Arvelo answers on ${config.port}` : `${config.port} is taken`,
    advice,
  };
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  const advice = config.databaseUrl
    ? 'check DATABASE_URL and that the server runs'
    : 'see postgres.log in the data folder';
  try {
    if (config.databaseUrl) return await asOwner(config.databaseUrl, (owner) => examineDatabase(owner, config));
    const dataDir = resolveDataDir(config.dataDir, config.dataDirExplicit);
    if (!existsSync(join(dataDir, 'postgres'))) {
      return [{ name: 'database', ok: true, found: 'not there yet: the first start makes it', advice }];
    }
    const postgres = await startEmbeddedPostgres({ dataDir, archiveDir: config.archiveDir });
    try {
      return await asOwner(postgres.ownerUrl, (owner) => examineDatabase(owner, config));
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    return [{ name: 'database', ok: false, found: (error as Error).message, advice }];
  }
}

async function examineDatabase(owner: pg.Client, { backupSchedule, archiveDir }: Config): Promise<Finding[]> {
  const safety = await checkSafety(owner);
  const { applied, pending } = await migrationState(owner);
  const { rows } = await owner.query<{ now: string }>('select extract(epoch from clock_timestamp()) as now');
  const skew = Math.abs(Number(rows[0]?.now) - Date.now() / 1000);
  return [
    ...safety,
    backupFinding(await lastBackupFor(owner), backupSchedule !== null),
    ...(archiveDir === null ? [] : [archiveFinding(await archiverState(owner), archiveDir)]),
    {
      name: 'migrations',
      ok: true,
      found:
        pending.length === 0
          ? `${applied.length} applied`
          : `${applied.length} applied, the next start applies ${pending.length}`,
      advice: '',
    },
    {
      name: 'clock',
      ok: skew < 5,
      found: `${skew.toFixed(1)} s apart from the database`,
      advice: 'set the clocks of this machine and of the database server (NTP)',
    },
  ];
}

const WEEK = 7 * 86_400_000;

function backupFinding({ good, failed }: LastBackup, isScheduled: boolean): Finding {
  const isOld = good ? Date.now() - Date.parse(good.at) > WEEK : isScheduled;
  return {
    name: 'backup',
    ok: !failed && !(isScheduled && isOld),
    found: [
      good ? `the last good one was written at ${good.at}` : 'none of the whole installation yet',
      ...(failed ? [`one failed at ${failed.at}: ${failed.message}`] : []),
    ].join('; '),
    advice: isScheduled
      ? 'see the log of the process that runs jobs, and make room in BACKUP_DIR'
      : 'run `arvelo backup`, or set BACKUP_SCHEDULE',
  };
}

function archiveFinding({ failing, last }: ArchiverState, archiveDir: string): Finding {
  return {
    name: 'archive',
    ok: failing === null,
    found: failing ?? (last ? `the last piece of the log was kept at ${last}` : 'nothing kept yet'),
    advice: `make room in ${archiveDir}, let the database's OS user write to it, and see postgres.log in the data folder`,
  };
}
