import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { requireAccess } from './access.ts';
import { answerOf } from './answer-record.ts';
import type { Work } from './change-set.ts';
import { withChoices } from './choices.ts';
import type { CompiledObject } from './compile-object.ts';
import { gather } from './gather.ts';
import { readCreate } from './input.ts';
import { insertRows } from './insert-rows.ts';
import type { AnyRecord } from './record.ts';
import { checkRelations } from './relations.ts';
import { resolveTags } from './tag-refs.ts';

/** Creates a record from a body; refuses it with every wrong field named. */
export async function createRecord(
  work: Work,
  object: CompiledObject,
  body: Readonly<Record<string, unknown>>,
): Promise<AnyRecord> {
  requireAccess(work.ctx, object, 'create');
  const { values, errors } = readCreate(work.ctx, withChoices(object, body, null), body);
  const hooks = work.ctx.app.hooks[object.name];
  Object.assign(values, hooks?.derive?.(object.whole, values, null, work.ctx.app.clock.now()));
  Object.assign(errors, { ...hooks?.check?.(object.whole, values, null), ...errors });
  if (Object.keys(errors).length > 0) throw invalid({ ...(await checkRelations(work, object, values)), ...errors });
  const tags = await resolveTags(work, object, values);
  refuse(tags.errors);
  Object.assign(values, tags.values);
  refuse((await hooks?.beforeWrite?.(work, values, null)) ?? {});
  // The checks and the insert travel in one message; what the checks refuse is rolled back.
  const checks = checkRelations(work, object, values);
  const written = Promise.all([work.changeSetId(), insert(work, object, values)]);
  written.catch(() => {});
  refuse(await checks);
  const [, record] = await written;
  if (!record) throw new Error(`the ${object.name} record was not written`);
  await work.record(
    { object: object.whole, recordId: record.id, action: 'create', before: null, after: values },
    null,
    record,
  );
  await hooks?.afterWrite?.(work, record, null);
  return answerOf(work, object, record);
}

function refuse(errors: FieldErrors): void {
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** Resolves with the row as it was written. */
async function insert(
  { ctx, tx }: Work,
  { whole: object }: CompiledObject,
  values: Readonly<Record<string, unknown>>,
): Promise<AnyRecord | undefined> {
  const { at, answer } = gather(tx, `insert ${object.name}`, values, {
    query: (rows) => insertRows(object, { tenantId: ctx.tenantId, rows, returning: object.rowColumns }),
    read: (rows) => rows as AnyRecord[],
  });
  return (await answer)[at];
}
