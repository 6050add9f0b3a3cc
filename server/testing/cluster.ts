import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { prepareTemplate } from './database.ts';

/** Starts a PostgreSQL in which `createTestApp` makes its databases; resolves with what ends it. */
export async function startTestCluster(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-test-'));
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  // Each line of the log names its database and the SQLSTATE.
  const settings = { max_connections: '200', log_line_prefix: '%d %e ' };
  const postgres = await startEmbeddedPostgres({ dataDir, archiveDir: null, settings });
  process.env.TEST_CLUSTER_URL = postgres.ownerUrl;
  process.env.TEST_CLUSTER_LOG = join(dataDir, 'postgres.log');
  await prepareTemplate(postgres.ownerUrl);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
