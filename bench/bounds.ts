import { join } from 'node:path';
import type pg from 'pg';
import { ensureAppRole } from '#server/platform/db/app-role.ts';
import { readSecretKey } from '#server/platform/secret-key.ts';
import { type ChildServer, startServer } from './child.ts';

export interface Bounds {
  /** The bare handler of the list; as owner of the tables, whom no policy costs anything. */
  list: ChildServer;
  /** The bare handler of the insert; as the product's own role. */
  insert: ChildServer;
  stop(): Promise<void>;
}

interface BoundsInput {
  dataDir: string;
  owner: pg.Client;
  ownerUrl: string;
  poolSize: number;
  /** Whose leads the insert makes. */
  tenantId: number;
}

/** Starts the bare handlers, each in a process of its own. */
export async function startBounds({ dataDir, owner, ownerUrl, poolSize, tenantId }: BoundsInput): Promise<Bounds> {
  const appUrl = await ensureAppRole(owner, { ownerUrl, appUrl: null, secretKey: readSecretKey(null, dataDir) });
  const start = (url: string) =>
    startServer([join(import.meta.dirname, 'bare.ts')], {
      cwd: dataDir,
      env: { BARE_DATABASE_URL: url, BARE_POOL: String(poolSize), BARE_TENANT: String(tenantId) },
    });
  const list = await start(ownerUrl);
  const insert = await start(appUrl).catch(async (error: unknown) => {
    await list.stop();
    throw error;
  });
  const stop = async () => {
    await Promise.all([list.stop(), insert.stop()]);
  };
  return { list, insert, stop };
}
