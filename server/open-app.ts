import type { Config } from './config.ts';
import { hooks } from './hooks.ts';
import { type App, systemClock } from './platform/context.ts';
import { lastBackup } from './platform/db/backup/last-backup.ts';
import { resolveDataDir, startEmbeddedPostgres } from './platform/db/embedded.ts';
import { setUpDatabase } from './platform/db/setup.ts';
import { createFileStore } from './platform/files/file-store.ts';
import { createLog, type Log } from './platform/log.ts';
import { shareMetrics } from './platform/metrics/across-processes.ts';
import { createMetrics } from './platform/metrics/metrics.ts';
import { readSecretKey } from './platform/secret-key.ts';
import { openTracing } from './platform/tracing/traced.ts';

export interface OpenApp {
  app: App;
  /** Connection string of the database's owner: for migrations, jobs and bulk loads. */
  ownerUrl: string;
  /** The data folder that is really used. */
  dataDir: string;
  /** Closes the pool, and the embedded PostgreSQL when nobody else uses it. */
  close(): Promise<void>;
}

/** Builds what every command works with: database started and migrated, settings, log. */
export async function openApp(config: Config, log: Log = logOf(config)): Promise<OpenApp> {
  const note = (message: string) => log.info(message);
  const dataDir = config.databaseUrl ? config.dataDir : resolveDataDir(config.dataDir, config.dataDirExplicit, note);
  // First the database, which makes the data folder with the rights that its account needs.
  const postgres = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir, archiveDir: config.archiveDir, log: note });
  try {
    const secretKey = readSecretKey(config.secretKey, dataDir);
    const ownerUrl = config.databaseUrl ?? postgres?.ownerUrl ?? '';
    const tracing = config.tracing && (await openTracing(config.tracing.service));
    const db = await setUpDatabase({
      ownerUrl,
      appUrl: config.databaseAppUrl,
      secretKey,
      poolSize: config.databasePool,
      preparedStatements: config.preparedStatements,
      slowMs: config.slowStatements,
      tracing,
      log,
    });
    const metrics = createMetrics();
    metrics.watchPool(db.poolStats);
    metrics.watchBackups(() => lastBackup(db));
    shareMetrics(metrics.registry);
    const files = createFileStore({ dataDir, s3: config.s3 });
    const app: App = {
      settings: settingsOf(config),
      db,
      log,
      metrics,
      tracing,
      files,
      clock: systemClock,
      secretKey,
      hooks,
    };
    const close = async () => {
      await db.close();
      await postgres?.stop();
      await tracing?.close();
    };
    return { app, ownerUrl, dataDir, close };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

export function logOf(config: Config): Log {
  return createLog({ level: config.logLevel, format: config.logFormat });
}

function settingsOf(config: Config): App['settings'] {
  const { baseUrl, signup, rateLimits, bodyLimit, trustProxy, host, port, databasePool, metricsToken } = config;
  const { attachmentLimit, attachmentTypes, auditDays } = config;
  const mostInFlight = Math.max(1, Math.floor(databasePool * 0.75));
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    baseUrl,
    metricsToken,
    localUrl: `http://${shownHost}:${port}`,
    signup,
    rateLimits,
    mostInFlight,
    mostAtOnce: 8 * databasePool,
    bodyLimit,
    attachmentLimit,
    attachmentTypes,
    trustProxy,
    auditDays,
  };
}
