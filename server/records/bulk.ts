import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { appError, invalid } from '#shared/errors.ts';
import { emptiedEntries, swapEntries } from '#shared/fields/kept-entries.ts';
import { requireAccess } from './access.ts';
import { answerWrite } from './answer-write.ts';
import { type BulkInput, MOST_RECORDS, readBulk } from './bulk-query.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { objectFor } from './definition.ts';
import { missingOneOf, readUpdate } from './input.ts';
import { readingOf } from './list-query.ts';
import type { AnyRecord } from './record.ts';
import { checkRelations } from './relations.ts';
import { resolveTags } from './tag-refs.ts';
import { trashMany } from './trash-many.ts';
import { lockRecords, MANY, updateMany } from './update-many.ts';
import { searchPattern, whereFilter } from './where.ts';

type Values = Readonly<Record<string, unknown>>;

/** `POST /api/v1/<object>/bulk`: one change of all records that are named or that a filter finds, as one change set. */
export async function bulkCall(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  const bulk = readBulk(await readingOf(ctx), object, input.body);
  requireAccess(ctx, object, bulk.action);
  return answerWrite(ctx, input, `bulk ${bulk.action}`, async (work) => {
    const values = bulk.action === 'update' ? await readValues(work, object, bulk.data) : {};
    const ids = await findMatches(work, object, bulk);
    const matched = bulk.ids?.length ?? ids.length;
    let reached = 0;
    for (let at = 0; at < ids.length; at += MANY) {
      const some = ids.slice(at, at + MANY);
      const before = await lockRecords(work, object, { ids: some, trashed: false, action: bulk.action });
      reached += before.size;
      if (bulk.action === 'delete') await trashMany(work, object, [...before.values()]);
      else await updateMany(work, object, { before, rows: rowsOf(work, object, { before, values }) });
    }
    // New tags and what follows a task that repeats are not what was asked for.
    const changed = work.recorded.filter(
      ({ change }) => change.object === object.whole && change.action !== 'create',
    ).length;
    const changeSetId = changed > 0 ? await work.changeSetId() : null;
    const data = { change_set_id: changeSetId, matched, changed, skipped: matched - reached };
    return { body: { success: true, data } };
  });
}

/** The new values, the same for every record. */
async function readValues(work: Work, object: CompiledObject, data: Values): Promise<Values> {
  const { values, errors } = readUpdate(object, data);
  const all = { ...(await checkRelations(work, object, values)), ...errors };
  if (Object.keys(all).length > 0) throw invalid(all);
  const tags = await resolveTags(work, object, values);
  if (Object.keys(tags.errors).length > 0) throw invalid(tags.errors);
  return { ...values, ...tags.values };
}

async function findMatches(work: Work, object: CompiledObject, { ids, node, search }: BulkInput): Promise<number[]> {
  const where = whereFilter(work.viewer, object, { equals: {}, node });
  const pattern = searchPattern(object, { equals: {}, search });
  const found = pattern ? sql`search_text like ${pattern.pattern} and ${pattern.recheck ?? sql`true`}` : sql`true`;
  const named = ids ? sql`id = any(${ids}::bigint[])` : sql`true`;
  const rows = await work.tx.query<{ id: number }>(sql`
    select id from ${object.table} where ${where} and ${found} and ${named} order by id limit ${MOST_RECORDS + 1}`);
  if (rows.length <= MOST_RECORDS) return rows.map((row) => row.id);
  const many = MOST_RECORDS.toLocaleString('en');
  throw invalid({ filter: `The filter finds more than ${many} records: narrow it down` });
}

interface Changing {
  before: ReadonlyMap<number, AnyRecord>;
  values: Values;
}

/** The values of each record, with what follows from them there; refuses all when one record would not be whole. */
function rowsOf({ ctx }: Work, object: CompiledObject, { before, values }: Changing) {
  const { derive, check } = ctx.app.hooks[object.name] ?? {};
  const { fields } = object.whole;
  return [...before.values()].map((record) => {
    const named = { ...values, ...swapEntries(fields, values, record) };
    const all = { ...named, ...derive?.(object.whole, named, record, ctx.app.clock.now()) };
    const errors = {
      ...check?.(object.whole, all, record),
      ...emptiedEntries(fields, all, record),
      ...missingOneOf(object.whole, { ...record, ...all }),
    };
    if (Object.keys(errors).length > 0) {
      throw appError('validation', { message: `${object.label[0]} ${record.id} would not be whole`, errors });
    }
    return { id: record.id, values: all };
  });
}
