import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addBenchTenant, type BenchTenant, benchPassword } from '#bench/dataset-build.ts';
import { readConfig } from '#server/config.ts';
import { openApp } from '#server/open-app.ts';
import { startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { type FaultyProxy, startProxy } from './proxy.ts';
import { signIn } from './request.ts';
import { makeServer, type Server } from './server.ts';
import type { Person } from './writers.ts';

/** The product on a database elsewhere, with a proxy on the way to it and one on the way to the product. */
export interface Outside {
  server: Server;
  tenants: BenchTenant[];
  people: Person[];
  toDatabase: FaultyProxy;
  toServer: FaultyProxy;
  /** Past the proxy. */
  ownerUrl: string;
  close(): Promise<void>;
}

export async function startOutside(options: {
  tenants: number;
  env?: Readonly<Record<string, string>>;
}): Promise<Outside> {
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-faults-'));
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'product');
  mkdirSync(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'database'), archiveDir: null });
  const url = new URL(postgres.ownerUrl);
  const toDatabase = await startProxy({ host: '127.0.0.1', port: Number(url.port) });
  url.port = String(toDatabase.port);
  const env = { DATABASE_URL: url.href, ...options.env };
  const open = await openApp(readConfig({ ...env, DATA_DIR: dataDir, LOG_LEVEL: 'error', LOG_FORMAT: 'json' }));
  const tenants: BenchTenant[] = [];
  for (let number = 1; number <= options.tenants; number += 1) {
    tenants.push(await addBenchTenant(open.app, `faults-${number}`));
  }
  await open.close();
  const server = await makeServer({ dataDir, env });
  await server.start();
  const toServer = await startProxy({ host: '127.0.0.1', port: server.port });
  const people: Person[] = [];
  for (const { id, email } of tenants) {
    people.push({ tenantId: id, headers: await signIn(server.port, { email, password: benchPassword }) });
  }
  const close = async () => {
    await server.end('SIGKILL');
    await toServer.close();
    await toDatabase.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, tenants, people, toDatabase, toServer, ownerUrl: postgres.ownerUrl, close };
}
