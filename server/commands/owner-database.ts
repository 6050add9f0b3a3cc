import type { Config } from '#server/config.ts';
import { resolveDataDir, startEmbeddedPostgres } from '#server/platform/db/embedded.ts';

export interface OwnerDatabase {
  ownerUrl: string;
  /** The data folder that is really used. */
  dataDir: string;
  close(): Promise<void>;
}

/** The database of the settings as its owner, as it is: nothing is migrated. The embedded one is started, or joined where it runs. */
export async function openOwnerDatabase(config: Config): Promise<OwnerDatabase> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, dataDir: config.dataDir, close: async () => {} };
  const dataDir = resolveDataDir(config.dataDir, config.dataDirExplicit);
  const postgres = await startEmbeddedPostgres({ dataDir, archiveDir: config.archiveDir });
  return { ownerUrl: postgres.ownerUrl, dataDir, close: () => postgres.stop() };
}
