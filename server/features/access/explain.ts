import type { Ctx } from '#server/platform/context.ts';
import { join, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { type Reason, reachOf } from '#server/records/access.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor, tenantDefinition } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import type { TenantDefinition } from '#server/records/tenant-definition.ts';
import type { Action } from '#shared/permissions.ts';
import type { RecordName } from './shares.ts';

/** Why somebody may do something with a record: `role` (it reaches all records), `owner`, `team`, `share`, or a relation field. */
type Reasons = string[];

interface Person extends Record<string, unknown> {
  id: number;
  name: string;
  role: string;
}

/** `GET /api/v1/<object>/<id>/access`: who can see and change a record, each with the reasons; found by the conditions that lists use. */
export async function explainAccess(ctx: Ctx, _input: Input, { objectName, id }: RecordName): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  await getRecord(ctx, object, id);
  const definition = await tenantDefinition(ctx);
  const [people = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id, name, role from users where tenant_id = ${ctx.tenantId} and active and deleted_at is null order by name, id`,
  ]);
  const asked = (people as Person[]).map((person) => questionOf(ctx, { definition, objectName, id, person }));
  const answers = await ctx.app.db.read(
    ctx.tenantId,
    asked.map(({ query }) => query),
    ctx,
  );
  const data = asked.flatMap(({ person, reasons }, at) => {
    const [row = {}] = answers[at] ?? [];
    const [read, change] = [reasons('read', row), reasons('update', row)];
    return read.length === 0 ? [] : [{ user_id: person.id, name: person.name, role: person.role, read, change }];
  });
  return { body: { success: true, data } };
}

interface Question {
  definition: TenantDefinition;
  objectName: string;
  id: number;
  person: Person;
}

const ASKED = ['read', 'update'] as const;

/** What to ask the database about one person, and how to read what it says. */
function questionOf(ctx: Ctx, { definition, objectName, id, person }: Question) {
  const object = definition.objectsOf(person.role).get(objectName) as CompiledObject;
  const viewer = { tenantId: ctx.tenantId, userId: person.id, people: definition.people };
  const parts = ASKED.flatMap((action) => (reachOf(viewer, object, action) ?? []).map((one) => ({ action, ...one })));
  return {
    person,
    query: sql`
      select ${selected(parts)} from ${object.table} where tenant_id = ${ctx.tenantId} and id = ${id} and deleted_at is null`,
    reasons: (action: (typeof ASKED)[number], row: Record<string, unknown>): Reasons => {
      if (reachOf(viewer, object, action) === null) return ['role'];
      return parts.flatMap((one, at) => (one.action === action && row[`p${at}`] ? [one.reason] : []));
    },
  };
}

function selected(parts: readonly (Reason & { action: Action })[]): Sql {
  if (parts.length === 0) return sql`1`;
  return join(parts.map(({ condition }, at) => sql`(${condition}) as ${raw(`p${at}`)}`));
}
