import { redefineTenant } from './features/access/redefine-tenant.ts';
import { roleHooks } from './features/access/role-hooks.ts';
import { teamHooks } from './features/access/team-hooks.ts';
import { attachmentHooks } from './features/attachments/attachment-hooks.ts';
import { audited } from './features/audit/audited.ts';
import { forgetTenant } from './features/auth/sessions.ts';
import { userHooks } from './features/auth/user-hooks.ts';
import { fieldHooks } from './features/fields/field-hooks.ts';
import { tellAssignee } from './features/notifications/tell-assignee.ts';
import { dashboardHooks } from './features/reports/dashboard-hooks.ts';
import { viewHooks } from './features/views/view-hooks.ts';
import { currencyHooks } from './objects/opportunities/currency-hooks.ts';
import { opportunityHooks } from './objects/opportunities/hooks.ts';
import { pipelineHooks } from './objects/opportunities/pipeline-hooks.ts';
import { tagHooks } from './objects/tags/hooks.ts';
import { taskHooks } from './objects/tasks/hooks.ts';
import type { Hooks, HooksByObject } from './records/hooks.ts';

/** Of objects whose records say what the tenant's people may do: every process compiles them anew. */
const redefines: Hooks = { atCommit: redefineTenant, afterCommit: (ctx) => forgetTenant(ctx.app, ctx.tenantId) };

/** Its next repetition, and word to whoever has been given it. */
async function afterTask(...change: Parameters<NonNullable<Hooks['afterWrite']>>): Promise<void> {
  await taskHooks.afterWrite?.(...change);
  tellAssignee(...change);
}

/** What is special about single record types, by object name. */
const ofObjects: HooksByObject = {
  opportunities: opportunityHooks,
  currencies: { ...currencyHooks, ...redefines },
  pipelines: { ...pipelineHooks, ...redefines },
  tags: tagHooks,
  tasks: { ...taskHooks, afterWrite: afterTask },
  attachments: attachmentHooks,
  users: { ...userHooks, ...redefines },
  roles: { ...roleHooks, ...redefines },
  fields: { ...fieldHooks, ...redefines },
  teams: { ...teamHooks, ...redefines },
  views: viewHooks,
  dashboards: dashboardHooks,
};

/** The same with word to the audit log of what says who may do what, and how the tenant has set the product up. */
export const hooks: HooksByObject = audited(ofObjects, {
  users: 'member',
  roles: 'role',
  teams: 'team',
  shares: 'share',
  fields: 'settings',
  pipelines: 'settings',
  currencies: 'settings',
  lead_sources: 'settings',
});
