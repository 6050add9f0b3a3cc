import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { meantDay, nextOccurrence, type Recurrence, readWeekdays } from '#shared/recurrence.ts';

/** A task that repeats is followed by the next one when it is done, in the same change set. */
export const taskHooks: Hooks = {
  sideBySide: true,
  check(_object, values) {
    const errors: FieldErrors = {};
    if (typeof values.repeat_on === 'string' && readWeekdays(values.repeat_on) === null) {
      errors.repeat_on = 'Repeat on must be days of the week such as MO,WE,FR';
    }
    return errors;
  },
  async afterWrite(work, after, before) {
    if (!after.done || before?.done || after.repeats === null) return;
    const [next] = await work.tx.query(sql`
      select id from tasks where tenant_id = ${work.ctx.tenantId} and previous_id = ${after.id} and deleted_at is null`);
    if (!next) await addNext(work, after);
  },
};

async function addNext(work: Work, task: AnyRecord): Promise<void> {
  const from = new Date(String(task.due_at ?? work.ctx.app.clock.now().toISOString()));
  const timeZone = await timeZoneOf(work, task.owner_id);
  const day = meantDay([from, ...(await earlierOnes(work, task))], timeZone);
  const dueAt = nextOccurrence(from, { ...ruleOf(task), day }, timeZone);
  if (!dueAt) return;
  const moved = dueAt.getTime() - from.getTime();
  const remindAt = task.remind_at === null ? null : new Date(new Date(String(task.remind_at)).getTime() + moved);
  const { created_at: _created, ...same } = task;
  const next = { ...same, done: false, due_at: dueAt.toISOString(), remind_at: remindAt?.toISOString() ?? null };
  // Whoever may tick a task off need not be allowed to make others: the next one follows from this one.
  await createMany(work, (await objectFor(work.ctx, 'tasks')).whole, [{ ...next, previous_id: task.id }]);
}

function ruleOf({ repeats, repeat_every, repeat_on, repeat_until }: AnyRecord): Recurrence {
  return {
    repeats: repeats as Recurrence['repeats'],
    every: Number(repeat_every),
    weekdays: readWeekdays(String(repeat_on ?? '')) ?? [],
    until: repeat_until as string | null,
  };
}

/** Repetitions that are looked back upon: as many as leave no month too short unseen. */
const MOST_EARLIER = 48;

/** When the tasks were due of which a monthly or yearly one is the repetition, newest first. */
async function earlierOnes({ ctx, tx }: Work, { repeats, previous_id }: AnyRecord): Promise<Date[]> {
  if (previous_id === null || (repeats !== 'MONTHLY' && repeats !== 'YEARLY')) return [];
  const rows = await tx.query<{ due_at: string }>(sql`
    with recursive earlier as (
      select previous_id, due_at, 1 as step from tasks where tenant_id = ${ctx.tenantId} and id = ${previous_id}
      union all
      select t.previous_id, t.due_at, e.step + 1 from earlier e
      join tasks t on t.tenant_id = ${ctx.tenantId} and t.id = e.previous_id where e.step < ${MOST_EARLIER}
    ) select due_at from earlier where due_at is not null order by step`);
  return rows.map((row) => new Date(row.due_at));
}

/** The clock of whoever has to do it. */
async function timeZoneOf({ ctx, tx }: Work, ownerId: unknown): Promise<string> {
  if (ownerId === null) return 'UTC';
  const [chosen] = await tx.query<{ time_zone: string | null }>(sql`
    select time_zone from preferences where tenant_id = ${ctx.tenantId} and user_id = ${ownerId}`);
  return chosen?.time_zone ?? 'UTC';
}
