import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { replaceValues } from '#server/records/replace-value.ts';
import type { FieldErrors } from '#shared/fields/input.ts';

/** Keeps the teams a tree, in which nobody hangs on a team that is gone. */
export const teamHooks: Hooks = { beforeWrite: refuseCircle, beforeRemove: leaveToAbove };

async function refuseCircle(
  { ctx, tx }: Work,
  values: Readonly<Record<string, unknown>>,
  before: AnyRecord | null,
): Promise<FieldErrors> {
  const parent = values.parent_id;
  if (!before || typeof parent !== 'number') return {};
  const teams = await lockTeams({ ctx, tx });
  const parents = new Map(teams.map((team) => [team.id, team.parent_id]));
  for (let at: number | null | undefined = parent; at; at = parents.get(at)) {
    if (at === before.id) return { parent_id: 'A team cannot be part of itself or of a team below it' };
    parents.set(before.id, null);
  }
  return {};
}

/** What belongs to a team: the people in it, and the teams below. */
const BELONGING = [
  ['users', 'team_id'],
  ['teams', 'parent_id'],
] as const;

/** The people of a team that goes and the teams below it go to the one above, as part of the same change. */
async function leaveToAbove(work: Work, team: AnyRecord): Promise<void> {
  const heir = await heirOf(work, team.id);
  const objects = await objectsFor(work.ctx);
  for (const [name, key] of BELONGING) {
    const object = objects.get(name);
    if (object) await replaceValues(work, object.whole, { from: { [key]: team.id }, to: { [key]: heir } });
  }
}

/** The nearest team above that stays; the teams as they are now, as the ones above may go in the same change. */
async function heirOf(work: Work, id: number): Promise<number | null> {
  const teams = new Map((await lockTeams(work)).map((team) => [team.id, team]));
  let above = teams.get(id)?.parent_id ?? null;
  while (above !== null && teams.get(above)?.is_gone) above = teams.get(above)?.parent_id ?? null;
  return above;
}

interface TeamRow {
  id: number;
  parent_id: number | null;
  is_gone: boolean;
  [column: string]: unknown;
}

/** All of the tenant, locked: two changes at the same moment would not see what the other one makes of the tree. */
async function lockTeams({ ctx, tx }: Pick<Work, 'ctx' | 'tx'>): Promise<TeamRow[]> {
  return tx.query<TeamRow>(sql`
    select id, parent_id, deleted_at is not null as is_gone from teams where tenant_id = ${ctx.tenantId} order by id for update`);
}
