import { cleanUp } from './features/auth/clean-up.ts';
import { listTenants } from './features/tenants/find-tenant.ts';
import { systemContext } from './features/tenants/system-context.ts';
import { emptyTrash } from './features/trash/empty-trash.ts';
import type { App } from './platform/context.ts';
import type { Job } from './platform/jobs/worker.ts';

/** Everything that runs by the clock. */
export const jobs: readonly Job[] = [
  { name: 'auth:clean_up', cron: '17 * * * *', run: cleanUp },
  { name: 'trash:empty', cron: '41 3 * * *', run: emptyEveryTrash },
];

async function emptyEveryTrash(app: App): Promise<void> {
  const tenants = await listTenants(app);
  await emptyTrash(
    app,
    tenants.map((tenant) => systemContext(app, tenant)),
  );
}
