import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import type { FieldErrors } from '#shared/fields/input.ts';

/** Keeps the teams a tree. */
export const teamHooks: Hooks = { beforeWrite: refuseCircle };

async function refuseCircle(
  { ctx, tx }: Work,
  values: Readonly<Record<string, unknown>>,
  before: AnyRecord | null,
): Promise<FieldErrors> {
  const parent = values.parent_id;
  if (!before || typeof parent !== 'number') return {};
  // Locked, so that two teams cannot be put below each other at the same moment.
  const teams = await tx.query<{ id: number; parent_id: number | null }>(sql`
    select id, parent_id from teams where tenant_id = ${ctx.tenantId} order by id for update`);
  const parents = new Map(teams.map((team) => [team.id, team.parent_id]));
  for (let at: number | null | undefined = parent; at; at = parents.get(at)) {
    if (at === before.id) return { parent_id: 'A team cannot be part of itself or of a team below it' };
    parents.set(before.id, null);
  }
  return {};
}
