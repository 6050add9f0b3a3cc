import pg from 'pg';
import { archiveOf } from './archive/archive-folder.ts';
import { archiveSettings } from './archive/archive-settings.ts';
import { type Binaries, usableBinaries } from './embedded/binaries.ts';
import { type ClusterPaths, clusterPaths, DATABASE, ensureCluster, OWNER_ROLE } from './embedded/cluster.ts';
import { explainFileError, prepareDataDir } from './embedded/data-dir.ts';
import { launchPostmaster, portWhenReady } from './embedded/launch.ts';
import { databaseOsUser, type OsUser } from './embedded/os-user.ts';
import { findPostmaster, findSettledPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { processIdentity } from './embedded/process-identity.ts';
import { registerUser, withLock } from './embedded/run-folder.ts';
import { supervise } from './embedded/supervise.ts';

export { embeddedSupported } from './embedded/binaries.ts';
export { resolveDataDir } from './embedded/data-dir.ts';

export interface EmbeddedPostgres {
  /** Connection string of the owner (superuser of this private cluster), database `arvelo`; a server that dies comes back at it. */
  ownerUrl: string;
  /** Clean stop (fast shutdown); resolves when the postmaster has gone, or at once while another live Arvelo process uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Where the cluster's log is kept, so that it can be brought back as of any moment; null: nowhere. */
  archiveDir: string | null;
  log?: (message: string) => void;
  /** Further PostgreSQL settings, for tests. */
  settings?: Record<string, string>;
}

interface Cluster {
  paths: ClusterPaths;
  binaries: Binaries;
  user: OsUser | undefined;
  log: (message: string) => void;
  archiveDir: string | null;
  settings: Record<string, string>;
}

/**
 * Starts the PostgreSQL of this data folder, creating it at first, or adopts the one that runs there already, and brings it back
 * whenever it dies.
 * Each caller counts as a user of it; the last to call `stop()` stops it, those that died do not count.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    return await startCluster(options);
  } catch (error) {
    throw explainFileError(error, options.dataDir);
  }
}

async function startCluster(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const user = databaseOsUser(clusterPaths(options.dataDir).clusterDir, log);
  const paths = clusterPaths(prepareDataDir(options.dataDir, user));
  const binaries = await usableBinaries(paths.dataDir, user);
  const { archiveDir, settings = {} } = options;
  const cluster: Cluster = { paths, user, log, binaries, archiveDir, settings };

  return withLock(paths.runDir, async () => {
    const leave = registerUser(paths.runDir);
    try {
      const { ownerUrl, port } = await ensureRunning(cluster);
      const endSupervision = supervise({
        identity: identityOf(paths),
        restart: () => withLock(paths.runDir, () => bringBack(cluster, port)),
        log,
      });
      let stopped: Promise<void> | undefined;
      const stop = () => {
        stopped ??= endSupervision().then(() => withLock(paths.runDir, () => leaveCluster(paths, leave)));
        return stopped;
      };
      return { ownerUrl, stop };
    } catch (error) {
      await leaveCluster(paths, leave);
      throw error;
    }
  });
}

async function ensureRunning(cluster: Cluster): Promise<{ ownerUrl: string; port: number }> {
  const { paths, binaries, user, log } = cluster;
  const password = await ensureCluster(paths, { binaries, user });
  const running = await adoptPostmaster(cluster);
  const port = running ?? (await launch(cluster));
  const ownerUrl = urlOf(DATABASE, port, password);
  await ensureDatabase(ownerUrl, urlOf('postgres', port, password), paths);
  log(
    `The embedded PostgreSQL ${running ? 'was still running: adopted' : 'started'} on 127.0.0.1:${port}, data in ${paths.clusterDir}`,
  );
  return { ownerUrl, port };
}

function launch(cluster: Cluster, port?: number): Promise<number> {
  const { paths, archiveDir, user } = cluster;
  const archiving = archiveDir === null ? {} : archiveSettings(archiveOf(archiveDir, paths.clusterDir), user);
  return launchPostmaster({ ...cluster, settings: { ...archiving, ...cluster.settings }, ...(port && { port }) });
}

/** Starts a server that has died at the port that its users know, unless one of them was quicker. */
async function bringBack(cluster: Cluster, port: number): Promise<string> {
  const running = (await adoptPostmaster(cluster)) ?? (await launch(cluster, port));
  if (running !== port)
    throw new Error(`The embedded PostgreSQL came back on port ${running} instead of ${port}: start Arvelo again.`);
  cluster.log(`The embedded PostgreSQL is back on 127.0.0.1:${port}`);
  return identityOf(cluster.paths);
}

/** Names the run of the server that goes on now; empty when it died at once. */
function identityOf({ clusterDir }: ClusterPaths): string {
  return processIdentity(findPostmaster(clusterDir)?.pid ?? 0) ?? '';
}

/** The port of the server that a killed process left behind or that another one uses; `undefined` when none runs. */
async function adoptPostmaster({ paths, log }: Cluster): Promise<number | undefined> {
  const found = await findSettledPostmaster(paths.clusterDir);
  if (!found) return undefined;
  if (found.status === 'starting') log('The embedded PostgreSQL is still starting or recovering: waiting for it.');
  const port = await portWhenReady(paths.clusterDir, found.pid);
  if (port === undefined && processIdentity(found.pid))
    throw new Error(
      `The database process ${found.pid} on ${paths.clusterDir} runs but accepts no connections: see ${paths.logFile}`,
    );
  return port;
}

async function leaveCluster(paths: ClusterPaths, leave: () => boolean): Promise<void> {
  const isUsedByOthers = leave();
  if (!isUsedByOthers) await stopPostmaster(paths.clusterDir);
}

function urlOf(database: string, port: number, password: string): string {
  return `postgresql://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** Connecting is also the proof that the server is ours: it knows our password. */
async function ensureDatabase(ownerUrl: string, maintenanceUrl: string, paths: ClusterPaths): Promise<void> {
  try {
    await runSql(ownerUrl, 'select 1');
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01')
      throw new Error(
        `The database in ${paths.clusterDir} does not accept the password in ${paths.passwordFile}: restore both from the same backup.`,
      );
    if (code !== '3D000') throw error;
    await runSql(maintenanceUrl, `create database ${DATABASE}`);
  }
}

async function runSql(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
