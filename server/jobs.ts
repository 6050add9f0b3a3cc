import { cleanUpFiles } from './features/attachments/clean-up-files.ts';
import { forgetOldEvents } from './features/audit/forget-old-events.ts';
import { cleanUp } from './features/auth/clean-up.ts';
import { remind } from './features/notifications/remind.ts';
import { listTenants } from './features/tenants/find-tenant.ts';
import { systemContext } from './features/tenants/system-context.ts';
import { emptyTrash } from './features/trash/empty-trash.ts';
import type { App, Ctx } from './platform/context.ts';
import type { Job } from './platform/jobs/worker.ts';

/** Everything that runs by the clock. */
export const jobs: readonly Job[] = [
  { name: 'auth:clean_up', cron: '17 * * * *', run: cleanUp },
  { name: 'audit:clean_up', cron: '53 3 * * *', run: forgetOldEvents },
  { name: 'files:clean_up', cron: '*/10 * * * *', run: async (app) => cleanUpFiles(await everyTenant(app)) },
  { name: 'tasks:remind', cron: '* * * * *', run: async (app) => remind(await everyTenant(app)) },
  { name: 'trash:empty', cron: '41 3 * * *', run: async (app) => emptyTrash(app, await everyTenant(app)) },
];

/** A context of the product itself for each tenant. */
async function everyTenant(app: App): Promise<Ctx[]> {
  return (await listTenants(app)).map((tenant) => systemContext(app, tenant));
}
