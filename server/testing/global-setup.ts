import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { prepareTemplate } from './database.ts';

/** Starts one PostgreSQL for the whole test run; every test file gets databases of its own in it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-test-'));
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), settings: { max_connections: '200' } });
  process.env.TEST_CLUSTER_URL = postgres.ownerUrl;
  await prepareTemplate(postgres.ownerUrl);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
