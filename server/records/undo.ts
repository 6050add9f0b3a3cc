import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { objectFor } from './definition.ts';
import { restoreMany, trashMany } from './trash-many.ts';
import { lockRecords, MANY, updateMany } from './update-many.ts';

export interface UndoInput {
  changeSetId: number;
  /** What happens to records that changed since: refuse the whole undo, leave them alone, or overwrite them. */
  onConflict: 'fail' | 'skip' | 'force';
}

/** A record that an undo did not touch, because it has changed since or is gone. */
export interface Skipped {
  object: string;
  id: number;
}

export interface Undone {
  restored: number;
  skipped: Skipped[];
}

type Values = Readonly<Record<string, unknown>>;

interface StoredChange extends Record<string, unknown> {
  id: number;
  object: string;
  record_id: number;
  action: 'create' | 'update' | 'delete' | 'restore';
  before: Values | null;
}

/** What one record was before a change set, put together from its changes in it. */
interface Target {
  recordId: number;
  /** What brings the record back: to the trash (it was made or restored), out of it (it was deleted), or other values. */
  step: 'trash' | 'restore' | 'update';
  values: Values;
}

/** Reverses a change set as a whole, in the unit of work that it is called in: an undo is a change set like any other. */
export async function undoChangeSet(work: Work, input: UndoInput): Promise<Undone> {
  const changes = await readChanges(work, input.changeSetId);
  await lockTargets(work, changes);
  const conflicts = await changedSince(work, input.changeSetId);
  const outcome: Undone = { restored: 0, skipped: [] };
  // What was made first goes last: others may rely on it.
  for (const [objectName, ofObject] of [...Map.groupBy(changes, (change) => change.object)].toReversed()) {
    const object = await objectFor(work.ctx, objectName);
    const conflicting = input.onConflict === 'force' ? undefined : conflicts.get(objectName);
    // What cannot be deleted (users) stays, even if the change set made it.
    const stays = (one: Target) => conflicting?.has(one.recordId) || (one.step === 'trash' && !object.removable);
    const targets = await withoutKept(work, object, targetsOf(ofObject));
    outcome.skipped.push(...targets.filter(stays).map((one) => skip(object, one)));
    const isOpen = (one: Target) => !stays(one);
    await undoObject(work, object, { targets: targets.filter(isOpen), outcome });
  }
  if (input.onConflict === 'fail' && outcome.skipped.length > 0) throw conflict(outcome.skipped);
  return outcome;
}

/** The changes of a change set, oldest first; the change set must be one of this tenant, and the user's own unless they manage. */
async function readChanges({ ctx, tx }: Work, changeSetId: number): Promise<StoredChange[]> {
  const [changeSets, changes] = await Promise.all([
    tx.query<{ user_id: number | null }>(sql`
      select user_id from change_sets where tenant_id = ${ctx.tenantId} and id = ${changeSetId} for update`),
    tx.query<StoredChange>(sql`
      select id, object, record_id, action, before from changes
      where tenant_id = ${ctx.tenantId} and change_set_id = ${changeSetId} order by id`),
  ]);
  const [changeSet] = changeSets;
  if (!changeSet) throw appError('not_found');
  const manages = ctx.user.role === 'admin' || ctx.user.role === 'manager';
  if (!manages && changeSet.user_id !== ctx.user.id) throw appError('forbidden');
  return changes;
}

/** Locks the records, in the trash or not: what a rival has written to them by then shows in `changedSince`. */
async function lockTargets(work: Work, changes: readonly StoredChange[]): Promise<void> {
  for (const [objectName, ofObject] of Map.groupBy(changes, (change) => change.object)) {
    const { table } = await objectFor(work.ctx, objectName);
    const ids = [...new Set(ofObject.map((change) => change.record_id))];
    await work.tx.query(sql`
      select id from ${table} where tenant_id = ${work.ctx.tenantId} and id = any(${ids}::bigint[]) order by id for update`);
  }
}

/** Records of the change set that other change sets have changed later, by object. */
async function changedSince({ ctx, tx }: Work, changeSetId: number): Promise<Map<string, Set<number>>> {
  const rows = await tx.query<{ object: string; record_id: number }>(sql`
    select distinct mine.object, mine.record_id from changes mine
    join changes later on later.tenant_id = mine.tenant_id and later.object = mine.object
      and later.record_id = mine.record_id and later.id > mine.id and later.change_set_id <> mine.change_set_id
    where mine.tenant_id = ${ctx.tenantId} and mine.change_set_id = ${changeSetId}`);
  const groups = Map.groupBy(rows, (row) => row.object);
  return new Map([...groups].map(([object, ofObject]) => [object, new Set(ofObject.map((row) => row.record_id))]));
}

/** The first change of a record tells what it was; of its fields the first value before counts. */
function targetsOf(changes: readonly StoredChange[]): Target[] {
  return [...Map.groupBy(changes, (change) => change.record_id)].map(([recordId, ofRecord]) => {
    const first = ofRecord[0]?.action;
    if (first === 'create' || first === 'restore') return { recordId, step: 'trash', values: {} };
    const updates = ofRecord.filter((change) => change.action === 'update').toReversed();
    const values = Object.assign({}, ...updates.map((change) => change.before ?? {}));
    return { recordId, step: ofRecord.at(-1)?.action === 'delete' ? 'restore' : 'update', values };
  });
}

/** The targets without those that were made by the change set and have become part of other records since, such as a tag. */
async function withoutKept(work: Work, object: CompiledObject, targets: Target[]): Promise<Target[]> {
  const hook = work.ctx.app.hooks[object.name]?.keptOnUndo;
  const ids = targets.filter((one) => one.step === 'trash').map((one) => one.recordId);
  if (!hook || ids.length === 0) return targets;
  const kept = await hook(work, ids);
  return targets.filter((one) => !(one.step === 'trash' && kept.includes(one.recordId)));
}

async function undoObject(
  work: Work,
  object: CompiledObject,
  { targets, outcome }: { targets: readonly Target[]; outcome: Undone },
): Promise<void> {
  if (targets.length === 0) return;
  requireAccess(work.ctx, object, targets.every((one) => one.step === 'update') ? 'update' : 'delete');
  for (let at = 0; at < targets.length; at += MANY) {
    const some = targets.slice(at, at + MANY);
    const done = await undoSome(work, object, some);
    outcome.restored += done.size;
    outcome.skipped.push(...some.filter((one) => !done.has(one.recordId)).map((one) => skip(object, one)));
  }
}

/** Ids of the records that are as they were; one that was deleted for good, or is in the trash against expectation, is not. */
async function undoSome(work: Work, object: CompiledObject, targets: readonly Target[]): Promise<Set<number>> {
  const idsOf = (...steps: Target['step'][]) =>
    targets.filter((one) => steps.includes(one.step)).map((one) => one.recordId);
  const [trashed, added, live] = await Promise.all([
    lockRecords(work, object, { ids: idsOf('restore'), trashed: true, action: 'delete' }),
    lockRecords(work, object, { ids: idsOf('trash'), trashed: false, action: 'delete' }),
    lockRecords(work, object, { ids: idsOf('update'), trashed: false, action: 'update' }),
  ]);
  // What came into the place of another leaves it first, with its unique values.
  await trashMany(work, object, [...added.values()]);
  await restoreMany(work, object, [...trashed.values()]);
  const rows = targets.filter((one) => one.step !== 'trash').map(({ recordId, values }) => ({ id: recordId, values }));
  const before = new Map([...trashed, ...added, ...live]);
  await updateMany(work, object, { before, rows });
  return new Set(before.keys());
}

function skip(object: CompiledObject, target: Target): Skipped {
  return { object: object.name, id: target.recordId };
}

function conflict(skipped: readonly Skipped[]) {
  const message = `${skipped.length} of the records have changed since, or cannot be taken back: skip or overwrite them`;
  return appError('conflict', { message, data: { conflicts: skipped } });
}
