import { type LoadGenerator, startLoadGenerator } from '#bench/load-client.ts';
import type { LoadRequest } from '#bench/load-job.ts';
import { type Client, signInAt } from '#bench/product.ts';
import { seedTenant } from '#server/features/seed/seed.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import { makePlace } from './place.ts';
import { makeServer, type Server } from './server.ts';

/** A server with organizations that have records, and processes that load it. */
export interface Crowd {
  server: Server;
  clients: Client[];
  /** Each is a process of its own. */
  load: LoadGenerator;
  otherLoad: LoadGenerator;
  close(): Promise<void>;
}

const LEADS = 2_000;

/** Starts one with so many organizations; `env` is the server's. */
export async function startCrowd(tenants: number, env: Readonly<Record<string, string>> = {}): Promise<Crowd> {
  const place = await makePlace({
    tenants,
    fill: async ({ app }, all) => {
      for (const { id } of all) {
        await seedTenant(systemContext(app, { id, definition_version: 1 }, 'cli'), { leads: LEADS, seed: id });
      }
    },
  });
  const server = await makeServer({ dataDir: place.dataDir, env });
  const load = startLoadGenerator();
  const otherLoad = startLoadGenerator();
  const close = async () => {
    load.stop();
    otherLoad.stop();
    await server.end('SIGKILL');
    await place.remove();
  };
  try {
    await server.start();
    const clients: Client[] = [];
    for (const tenant of place.tenants) clients.push(await signInAt(server.port, tenant));
    return { server, clients, load, otherLoad, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a person does mostly: lists by status. */
export function listsOf(clients: readonly Client[]): LoadRequest[] {
  return clients.flatMap((client) =>
    ['NEW', 'WORKING', 'QUALIFIED'].map((status) =>
      client.get(`/api/v1/leads?status=${status}&limit=50`, '{"success":true,"data":'),
    ),
  );
}
