import { createHttpApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import { listTenants } from '#server/features/tenants/find-tenant.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import { type OpenApp, openApp } from '#server/open-app.ts';
import { createRateLimiter } from '#server/platform/http/rate-limit.ts';
import { objectFor } from '#server/records/definition.ts';
import { type ListInput, listRecords } from '#server/records/list.ts';
import { readSort } from '#server/records/sort.ts';
import { objectList } from '#shared/objects/registry.ts';
import { CommandError } from './command-error.ts';

/** Starts the product on the restored data of the settings, and prints a line per finding. */
export async function verifyRestored(config: Config): Promise<void> {
  const app = await openApp({ ...config, logLevel: 'warn' });
  try {
    for (const line of await checkRestored(app)) process.stdout.write(`${line}\n`);
  } finally {
    await app.close();
  }
}

/** Starts the product on restored data and looks at it as people would; a line per finding. Throws when something is amiss. */
export async function checkRestored({ app }: OpenApp): Promise<string[]> {
  const server = createHttpApp(app, createRateLimiter());
  try {
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    for (const path of ['/healthz', '/readyz']) {
      const { status } = await fetch(url + path);
      if (status !== 200)
        throw new CommandError(`The product does not run on the restored data: ${path} answers ${status}`);
    }
  } finally {
    await server.close();
  }
  const tenants = await listTenants(app);
  const lines = await Promise.all(
    tenants.map(async (tenant) => {
      const ctx = systemContext(app, tenant);
      const totals = await Promise.all(objectList.map((object) => compareTotal(ctx, object.name)));
      return `${tenant.name}: ${totals.reduce((sum, total) => sum + total, 0).toLocaleString('en')} records`;
    }),
  );
  return ['The product starts on it; kept totals agree with the records.', ...lines];
}

/** The kept total of an object against one that is counted; resolves with it. */
async function compareTotal(ctx: ReturnType<typeof systemContext>, objectName: string): Promise<number> {
  const object = await objectFor(ctx, objectName);
  const input: ListInput = { withTotal: true, page: 1, limit: 1, equals: {}, sort: readSort(object, undefined) };
  const kept = await listRecords(ctx, object, input);
  const counted = await listRecords(ctx, { ...object, rollups: [] }, input);
  if (kept.total === counted.total) return counted.total ?? 0;
  throw new CommandError(`${object.label[1]}: the kept total is ${kept.total}, but there are ${counted.total}`);
}
