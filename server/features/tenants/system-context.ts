import type { App, Ctx } from '#server/platform/context.ts';
import type { Tenant } from './find-tenant.ts';

/** Acts for a tenant in the name of the product itself: set-up, command line, jobs. */
export function systemContext(
  app: App,
  tenant: Pick<Tenant, 'id' | 'definition_version'>,
  via: Ctx['via'] = 'system',
): Ctx {
  return {
    app,
    tenantId: tenant.id,
    user: { id: null, name: 'Arvelo', email: '', role: 'admin' },
    via,
    requestId: '',
    definitionVersion: tenant.definition_version,
  };
}
