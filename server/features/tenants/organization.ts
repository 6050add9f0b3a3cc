import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aMoment, aText, fieldsOf, named, shape } from '#shared/api/json-schema.ts';
import { type Organization, organizationFields } from '#shared/api/organization.ts';
import { fieldSchema } from '#shared/api/record-schemas.ts';
import { USUAL_CURRENCY } from '#shared/currencies.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { defineRoute } from '#shared/route.ts';
import { tenantById } from './find-tenant.ts';

const answer = dataOf(named('Organization', shape({ name: aText, currency: aText, created_at: aMoment })));
const about = { path: '/api/v1/organization', topic: 'Organization', answer } as const;

/** What the organization is called, and what it reckons in. */
export const organizationRoutes: HttpRoute[] = [
  {
    route: defineRoute({ ...about, method: 'GET', summary: 'Read the organization', rate: 'read' }),
    handler: readOrganization,
  },
  {
    route: defineRoute({
      ...about,
      method: 'PATCH',
      summary: 'Rename the organization',
      body: fieldsOf({}, { name: fieldSchema(organizationFields.name) }),
      rate: 'write',
    }),
    handler: changeOrganization,
  },
];

async function readOrganization(ctx: Ctx): Promise<Reply> {
  const [tenant, [usual = []]] = await Promise.all([
    tenantById(ctx.app, ctx.tenantId),
    ctx.app.db.read(ctx.tenantId, [
      sql`select code from currencies where tenant_id = ${ctx.tenantId} and is_default and deleted_at is null`,
    ]),
  ]);
  if (!tenant) throw appError('not_found');
  const data: Organization = {
    name: tenant.name,
    currency: String(usual[0]?.code ?? USUAL_CURRENCY),
    created_at: tenant.created_at,
  };
  return { body: { success: true, data } };
}

/** Only admins; the default currency is changed where the currencies are. */
async function changeOrganization(ctx: Ctx, input: Input): Promise<Reply> {
  if (ctx.user.role !== 'admin') throw appError('forbidden');
  const { values, errors } = readInput(organizationFields, input.body, 'update');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  if (values.name !== undefined) {
    await ctx.app.db.write(ctx.tenantId, async (tx) => {
      await tx.query(sql`update tenants set name = ${values.name} where id = ${ctx.tenantId}`);
      tx.atCommit(insertEvents(ctx, [{ kind: 'settings', details: { title: values.name } }]));
    });
  }
  return readOrganization(ctx);
}
