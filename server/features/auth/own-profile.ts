import type { Ctx } from '#server/platform/context.ts';
import { name as identifier, join, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { objectFor } from '#server/records/definition.ts';
import { updateRecord } from '#server/records/update.ts';
import { checkPreferences, preferenceFields } from '#shared/api/preferences.ts';
import { appError, invalid } from '#shared/errors.ts';
import { type Fields, readInput } from '#shared/fields/input.ts';
import { users } from '#shared/objects/users.ts';
import { findActiveUser } from './session.queries.ts';
import { forgetUser } from './session-cache.ts';

const profileFields: Fields = { name: users.fields.name, ...preferenceFields };

/** `PATCH /api/v1/session`: changes one's own name and preferences, whatever the role; answers as `GET` does. */
export async function changeProfile(ctx: Ctx, input: Input, read: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
  const { id } = ctx.user;
  if (id === null) throw appError('unauthorized');
  const { values, errors } = readInput(profileFields, input.body, 'update');
  const problems = { ...checkPreferences(values), ...errors };
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const { name, ...preferences } = values;
  if (name !== undefined) await rename(ctx, id, name);
  if (Object.keys(preferences).length > 0) await keepPreferences(ctx, id, preferences);
  forgetUser(ctx.app, ctx.tenantId, id);
  const user = await findActiveUser(ctx.app, ctx.tenantId, id);
  if (!user) throw appError('unauthorized');
  return read({ ...ctx, user });
}

/** People may not change users, but everybody their own name. */
async function rename(ctx: Ctx, id: number, name: unknown): Promise<void> {
  const allowed: Ctx = { ...ctx, user: { ...ctx.user, role: 'admin' } };
  const object = await objectFor(allowed, 'users');
  await inChangeSet(allowed, 'update', (work) => updateRecord(work, object, { id, body: { name } }));
}

async function keepPreferences({ app, tenantId }: Ctx, id: number, values: Record<string, unknown>): Promise<void> {
  const names = Object.keys(preferenceFields).filter((name) => Object.hasOwn(values, name));
  const columns = names.map(identifier);
  await app.db.write(tenantId, (tx) =>
    tx.query(sql`
      insert into preferences (tenant_id, user_id, ${join(columns)})
      values (${tenantId}, ${id}, ${join(names.map((name) => sql`${values[name]}`))})
      on conflict (tenant_id, user_id) do update set
        ${join(columns.map((column) => sql`${column} = excluded.${column}`))}`),
  );
}
