import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { Node } from '#web/records/filter/list-filter-node.ts';

/** Days without any news after which a deal asks for attention, where its stage says nothing else. */
export const QUIET_DAYS = 14;
/** Most values that a list of a filter takes. */
export const MOST_IDS = 1000;

const DAY = 86_400_000;

/** What I have to do until the end of a day, `YYYY-MM-DD`. */
export function dueTasks(user: number, today: string): Node {
  return { and: [mine(user), { field: 'done', op: '=', value: false }, { field: 'due_at', op: '<=', value: today }] };
}

/** My leads that nobody has begun with; `answered` are those that have an activity all the same. */
export function newLeads(user: number, definition: ObjectDefinition, answered: readonly number[]): Node {
  return { and: [mine(user), ...newStatus(definition, 'status'), ...without(answered)] };
}

/** Activities of those leads. */
export function answersOf(user: number, definition: ObjectDefinition): Node {
  return { and: [{ field: 'lead.owner_id', op: '=', value: user }, ...newStatus(definition, 'lead.status')] };
}

/** My open deals of which nobody has said what comes next. */
export function dealsWithoutStep(user: number): Node {
  return { and: [mine(user), open, { field: 'next_step', op: 'is_null' }] };
}

/** My open deals that have not been changed for as long as their stage allows; `talked` are those with a later activity. */
export function quietDeals(user: number, stage: Field | undefined, now: number, talked: readonly number[]): Node {
  return { and: [mine(user), open, ...quiet(stage, now), ...without(talked)] };
}

/** Activities of my open deals since the first day that counts. */
export function talksOf(user: number, now: number): Node {
  return {
    and: [
      { field: 'opportunity.owner_id', op: '=', value: user },
      { field: 'opportunity.closed_at', op: 'is_null' },
      { field: 'created_at', op: '>=', value: daysBefore(now, QUIET_DAYS) },
    ],
  };
}

/** My open deals. */
export function openDeals(user: number): Node {
  return { and: [mine(user), open] };
}

/** What I have won since a day. */
export function wonSince(user: number, stage: Field | undefined, day: string): Node {
  const won = stage?.options?.filter(({ type }) => type === 'won').map(({ value }) => value) ?? [];
  return {
    and: [mine(user), { field: 'stage', op: 'in', value: won }, { field: 'closed_at', op: '>=', value: day }],
  };
}

/** The first days of this month and of the one before. */
export function monthsAt(today: string): { current: string; previous: string } {
  const current = `${today.slice(0, 7)}-01`;
  const before = new Date(Date.parse(`${current}T00:00:00Z`) - DAY).toISOString();
  return { current, previous: `${before.slice(0, 7)}-01` };
}

/** A day so many days ago; whole days, so that the same question is asked once a day. */
export function daysBefore(now: number, days: number): string {
  return new Date(Math.floor(now / DAY) * DAY - days * DAY).toISOString().slice(0, 10);
}

const open: Node = { field: 'closed_at', op: 'is_null' };

function mine(user: number): Node {
  return { field: 'owner_id', op: '=', value: user };
}

/** Leads that are still where new ones begin. */
function newStatus({ fields }: ObjectDefinition, field: string): Node[] {
  const first = fields.status?.default;
  return first === undefined ? [] : [{ field, op: '=', value: first }];
}

function without(ids: readonly number[]): Node[] {
  return ids.length > 0 ? [{ field: 'id', op: 'not_in', value: ids.slice(0, MOST_IDS) }] : [];
}

/** Stages with days of their own are asked by themselves. */
function quiet(stage: Field | undefined, now: number): Node[] {
  const special = stage?.options?.filter(({ type, stale_days }) => type === 'open' && stale_days !== undefined) ?? [];
  const before = (days: number): Node => ({ field: 'updated_at', op: '<', value: daysBefore(now, days) });
  if (special.length === 0) return [before(QUIET_DAYS)];
  const values = special.map(({ value }) => value);
  const others = { and: [{ field: 'stage', op: 'not_in', value: values }, before(QUIET_DAYS)] };
  const each = special.map(({ value, stale_days = QUIET_DAYS }) => ({
    and: [{ field: 'stage', op: '=', value }, before(stale_days)],
  }));
  return [{ or: [others, ...each] }];
}
