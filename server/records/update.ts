import { sql } from '#server/platform/db/sql.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { emptiedEntries, swapEntries, withTheirPrimary } from '#shared/fields/kept-entries.ts';
import { isSameValue } from '#shared/fields/same-value.ts';
import type { Action } from '#shared/permissions.ts';
import { requireAccess, scopeSql } from './access.ts';
import { answerOf } from './answer-record.ts';
import type { Work } from './change-set.ts';
import { strayChoices, withChoices } from './choices.ts';
import type { CompiledObject } from './compile-object.ts';
import { gather } from './gather.ts';
import { missingOneOf, readUpdate } from './input.ts';
import { type AnyRecord, pick } from './record.ts';
import { checkRelations } from './relations.ts';
import { resolveTags } from './tag-refs.ts';
import { updateRows } from './update-rows.ts';

type Values = Readonly<Record<string, unknown>>;

export interface UpdateInput {
  id: number;
  /** The fields to change; `version` among them is the version that the caller has seen. */
  body: Values;
}

/** Changes the fields that the body names. Nothing different: the record as it is, without a new version. */
export async function updateRecord(work: Work, object: CompiledObject, input: UpdateInput): Promise<AnyRecord> {
  requireAccess(work.ctx, object, 'update');
  const { version: expected, ...body } = input.body;
  const [before, relationErrors] = await Promise.all([
    lockRecord(work, object, { id: input.id, action: 'update' }),
    checkRelations(work, object, readUpdate(object, body).values),
  ]);
  await checkVersion(work, object, { record: before, expected });
  const offered = withChoices(object, body, before);
  const { values: given, besides, errors } = readUpdate(offered, body);
  Object.assign(errors, { ...strayChoices(offered, given, before), ...errors });
  const hooks = work.ctx.app.hooks[object.name];
  const tags = await resolveTags(work, object, given);
  const named = { ...given, ...swapEntries(object.whole.fields, given, before), ...tags.values };
  const values = { ...named, ...hooks?.derive?.(object.whole, named, before, work.ctx.app.clock.now()) };
  // What a record refers to already may have gone to the trash; only new references must exist.
  for (const field of Object.keys(relationErrors))
    if (isSameValue(values[field], before[field])) delete relationErrors[field];
  const problems = {
    ...hooks?.check?.(object.whole, values, before),
    ...relationErrors,
    ...tags.errors,
    ...emptiedEntries(object.whole.fields, values, before),
    ...missingOneOf(object.whole, { ...before, ...values }, errors),
    ...errors,
  };
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const changed = changedFields(before, values);
  if (changed.length === 0) return answerOf(work, object, before);
  const refused = (await hooks?.beforeWrite?.(work, { ...values, ...besides }, before)) ?? {};
  if (Object.keys(refused).length > 0) throw invalid(refused);
  const told = withTheirPrimary(object.whole.fields, changed, before);
  const [, after] = await Promise.all([work.changeSetId(), update(work, object, { before, values, changed })]);
  if (!after) throw new Error(`the ${object.name} record was not written`);
  await work.record(
    {
      object: object.whole,
      recordId: after.id,
      action: 'update',
      before: pick(before, told),
      after: pick(after, told),
    },
    before,
    after,
  );
  await hooks?.afterWrite?.(work, after, before);
  return answerOf(work, object, after);
}

/** The whole record, locked until the unit of work ends. One that the user may not see is not found, one that is out of the action's reach refused. */
export async function lockRecord(
  { ctx, tx, viewer }: Work,
  object: CompiledObject,
  { id, action }: { id: number; action: Action },
): Promise<AnyRecord> {
  const isSeen = scopeSql(viewer, object, 'read') ?? sql`true`;
  const mayAct = scopeSql(viewer, object, action) ?? sql`true`;
  const { answer } = gather(tx, `lock ${object.name} ${action}`, id, {
    query: (ids) => sql`
      select ${object.whole.rowColumns}, (${mayAct}) as "#may_act" from ${object.table}
      where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[]) and deleted_at is null and ${isSeen} order by id for update`,
    read: (rows) => new Map(rows.map((one) => [one.id, one as Lockable])),
  });
  const row = (await answer).get(id);
  if (!row) throw appError('not_found');
  const { '#may_act': isReached, ...record } = row;
  if (!isReached) throw appError('forbidden', { message: 'Your role does not allow this for this record' });
  return record as AnyRecord;
}

type Lockable = AnyRecord & { '#may_act': boolean };

/** Refuses a change that was made looking at another version of the record. */
export async function checkVersion(
  work: Work,
  object: CompiledObject,
  { record, expected }: { record: AnyRecord; expected: unknown },
): Promise<void> {
  if (expected === undefined) return;
  const version = readInteger(expected);
  if (version === null) throw invalid({ version: 'Version must be a whole number' });
  if (version !== record.version) throw appError('version_conflict', { data: await answerOf(work, object, record) });
}

function changedFields(before: Values, values: Values): string[] {
  return Object.keys(values).filter((field) => !isSameValue(values[field], before[field]));
}

interface Changed {
  before: AnyRecord;
  values: Values;
  changed: readonly string[];
}

/** Resolves with the row as it was written. */
async function update(
  { ctx, tx }: Work,
  { whole: object }: CompiledObject,
  { before, values, changed }: Changed,
): Promise<AnyRecord | undefined> {
  const fields = changed.toSorted();
  const row = { id: before.id, values, record: before };
  const { answer } = gather(tx, `update ${object.name} ${fields.join()}`, row, {
    query: (rows) => updateRows(object, { tenantId: ctx.tenantId, fields, rows, returning: object.rowColumns }),
    read: (rows) => new Map(rows.map((one) => [one.id, one as AnyRecord])),
  });
  return (await answer).get(before.id);
}
