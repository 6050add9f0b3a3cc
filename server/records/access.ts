import type { Ctx } from '#server/platform/context.ts';
import { and, join, name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import type { Action } from '#shared/permissions.ts';
import type { CompiledObject } from './compile-object.ts';
import { tenantDefinition } from './definition.ts';
import type { People } from './people.ts';
import { type AnyRecord, pick } from './record.ts';

/** Refuses what the user's role may not do with any of an object's records. */
export function requireAccess(_ctx: Ctx, object: CompiledObject, action: Action): void {
  if (object.permission[action] === 'none') throw appError('forbidden');
}

/** Whose eyes a condition looks with. */
export interface Viewer {
  tenantId: number;
  /** null: the product itself, which sees all. */
  userId: number | null;
  people: People;
}

export async function viewerOf(ctx: Ctx): Promise<Viewer> {
  return { tenantId: ctx.tenantId, userId: ctx.user.id, people: (await tenantDefinition(ctx)).people };
}

/**
 * The condition for the records of `object`, read under the name `table`, that an action reaches; null when it reaches all.
 * Reading reaches one's own records (or the team's), those shared with one, and those that belong to a record one may read.
 * Changing reaches what is shared for writing. Whoever decides anything about access asks this one function.
 */
export function scopeSql(
  viewer: Viewer,
  object: CompiledObject,
  action: Action,
  table: Sql = object.table,
): Sql | null {
  const reasons = reachOf(viewer, object, action, table);
  return reasons && sql`(${join([...reasons.map((one) => one.condition), sql`false`], ' or ')})`;
}

/** One reason for which a record is reached, with its condition. */
export interface Reason {
  /** `owner`, `team`, `share`, or the relation field through which a record passes its readers on. */
  reason: string;
  condition: Sql;
}

/** The reasons for which an action reaches records, any of which is enough; null when it reaches all of them. */
export function reachOf(viewer: Viewer, object: CompiledObject, action: Action, table = object.table): Reason[] | null {
  const scope = object.permission[action];
  const { userId } = viewer;
  if (userId === null) return null;
  if (scope === 'none') return [];
  if (object.visibleBy) return shownTo(viewer, userId, { object, action, table });
  if (object.follows) return followed(viewer, object, { action, table });
  if (scope === 'all') return null;
  // Records that have no owner are the settings of the tenant: whoever may see any may see all.
  if (!Object.hasOwn(object.whole.fields, 'owner_id')) return null;
  const reasons: Reason[] = [{ reason: 'owner', condition: sql`${table}.owner_id = ${userId}` }];
  if (scope === 'team') {
    const team = sql`${table}.owner_id = any(${viewer.people.teamOf(userId)}::bigint[])`;
    reasons.push({ reason: 'team', condition: team });
  }
  if (action === 'read' || action === 'update') {
    reasons.push({ reason: 'share', condition: sharedWith(viewer, userId, { object, action, table }) });
  }
  for (const field of action === 'read' ? object.partOf : []) {
    reasons.push({ reason: field, condition: throughParent(viewer, object, { field, table, asked: 'read' }) });
  }
  return reasons;
}

/** Of records that have no readers of their own: those of what they are part of. */
function followed(viewer: Viewer, object: CompiledObject, { action, table }: Omit<Sharing, 'object'>): Reason[] | null {
  const asked = action === 'read' || action === 'export' ? 'read' : 'update';
  const targets = object.partOf.map((field) => object.objects.get(object.whole.fields[field]?.target ?? ''));
  if (targets.every((target) => target && scopeSql(viewer, target, asked) === null)) return null;
  return object.partOf.map((field) => ({
    reason: field,
    condition: throughParent(viewer, object, { field, table, asked }),
  }));
}

/** Of records that their owners show to some: even a role that reaches everybody's reaches only those. */
function shownTo(viewer: Viewer, userId: number, { object, action, table }: Sharing): Reason[] {
  const scope = object.permission[action];
  const owner = sql`${table}.owner_id`;
  const reasons: Reason[] = [{ reason: 'owner', condition: sql`${owner} = ${userId}` }];
  const visibility = sql`${table}.${name(object.visibleBy ?? '')}`;
  const inTeam = sql`${owner} in (
    select p.id from users p
    where p.tenant_id = ${viewer.tenantId} and p.team_id = any(${viewer.people.teamsAbove(userId)}::bigint[]))`;
  const isShown = sql`(${visibility} = 'everyone' or (${visibility} = 'team' and ${inTeam}))`;
  if (scope === 'all') reasons.push({ reason: 'visibility', condition: isShown });
  if (scope === 'team') {
    const ofTeam = sql`${owner} = any(${viewer.people.teamOf(userId)}::bigint[])`;
    reasons.push({ reason: 'visibility', condition: sql`(${isShown} and ${ofTeam})` });
  }
  if (action === 'read' || action === 'update') {
    reasons.push({ reason: 'share', condition: sharedWith(viewer, userId, { object, action, table }) });
  }
  return reasons;
}

interface Sharing {
  object: CompiledObject;
  action: Action;
  table: Sql;
}

/** Shares are few: their records are looked up first, the list then finds them by id. */
function sharedWith({ tenantId, people }: Viewer, userId: number, { object, action, table }: Sharing): Sql {
  const forWriting = action === 'update' ? sql` and s.access = 'write'` : raw('');
  return sql`${table}.id in (
    select s.record_id from shares s
    where s.tenant_id = ${tenantId} and s.object = ${object.name} and s.deleted_at is null
      and (s.user_id = ${userId} or s.team_id = any(${people.teamsAbove(userId)}::bigint[]))${forWriting})`;
}

interface Passing {
  field: string;
  table: Sql;
  /** What one must be allowed to do with the other record. */
  asked: Action;
}

function throughParent(viewer: Viewer, object: CompiledObject, { field, table, asked }: Passing): Sql {
  const target = object.objects.get(object.whole.fields[field]?.target ?? '');
  if (!target || target.permission[asked] === 'none') return sql`false`;
  const column = sql`${table}.${name(field)}`;
  const condition = scopeSql(viewer, target, asked);
  if (!condition) return sql`${column} is not null`;
  return sql`${column} in (
    select id from ${target.table} where ${and([sql`tenant_id = ${viewer.tenantId}`, sql`deleted_at is null`, condition])})`;
}

/** A record as the role may see it. */
export function seenBy(object: CompiledObject, record: AnyRecord): AnyRecord {
  if (object.allFields === object.whole.allFields) return record;
  return pick(record, Object.keys(object.allFields)) as AnyRecord;
}
