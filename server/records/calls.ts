import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import type { Page, Success } from '#shared/api/envelope.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { answerWrite } from './answer-write.ts';
import { MOST_OPERATIONS, runBatch } from './batch.ts';
import { createRecord } from './create.ts';
import { type CompiledObject, objectFor } from './definition.ts';
import { getRecord } from './get.ts';
import { groupRecords, readGroupQuery } from './groups.ts';
import { includeRelated } from './include.ts';
import { type ListInput, listRecords, type RecordPage, recordsOf } from './list.ts';
import { type ListQuery, readInclude, readingOf, readListQuery } from './list-query.ts';
import { purgeRecord } from './purge.ts';
import type { AnyRecord } from './record.ts';
import { removeRecord } from './remove.ts';
import { replaceRecord } from './replace-record.ts';
import { restoreRecord } from './restore.ts';
import { updateRecord } from './update.ts';

/** The calls on records that both mounts of the API offer; `toJson` gives a record the mount's form. */
export interface Mount {
  objectName: string;
  /** How this mount counts. */
  list: Pick<ListInput, 'countUpTo'> & { withTotal?: boolean };
  /** The documented mount knows no cursors. */
  hasCursors: boolean;
  toJson: (record: AnyRecord) => unknown;
}

export async function listCall(ctx: Ctx, input: Input, mount: Mount): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  const query = readListQuery(await readingOf(ctx), object, input.query);
  const page = await listRecords(ctx, object, { ...query, ...mount.list });
  const { total, isCapped, nextCursor } = page;
  const body: Partial<Page<unknown>> = {};
  if (total !== null) Object.assign(body, { total, ...(isCapped && { total_capped: true }) });
  if (query.cursor === undefined) body.page = query.page;
  body.per_page = query.limit;
  if (mount.hasCursors) body.next_cursor = nextCursor;
  const data = await dataOf(ctx, object, { page, query, mount });
  return { text: `{"success":true,"data":${data},${JSON.stringify(body).slice(1)}` };
}

interface Listed {
  page: RecordPage;
  query: ListQuery;
  mount: Mount;
}

/** Records that go out as they are stay the text that PostgreSQL made. */
async function dataOf(ctx: Ctx, object: CompiledObject, { page, query, mount }: Listed): Promise<string> {
  if (query.include.length === 0 && query.fields === null && mount.toJson === asItIs) return page.json;
  const records = await includeRelated(ctx, object, { records: recordsOf(page), include: query.include });
  return JSON.stringify(records.map((record) => mount.toJson(keepFields(record, query))));
}

/** The form of records on `/api/v1`. */
export function asItIs(record: AnyRecord): AnyRecord {
  return record;
}

function keepFields(record: AnyRecord, { fields, include }: ListQuery): AnyRecord {
  if (fields === null) return record;
  return Object.fromEntries([...fields, ...include].map((name) => [name, record[name]])) as AnyRecord;
}

export async function groupsCall(ctx: Ctx, input: Input, mount: Mount): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  return { body: success(await groupRecords(ctx, object, readGroupQuery(await readingOf(ctx), object, input.query))) };
}

export async function getCall(ctx: Ctx, input: Input, mount: Mount & { id: number }): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  const errors: FieldErrors = {};
  const include = readInclude(object, input.query.include, errors);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const record = await getRecord(ctx, object, mount.id);
  const [data] = await includeRelated(ctx, object, { records: [record], include });
  return { body: success(mount.toJson(data ?? record)) };
}

export async function createCall(ctx: Ctx, input: Input, mount: Mount & { location?: string }): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  return answerWrite(ctx, input, 'create', async (work) => {
    const record = await createRecord(work, object, input.body);
    return {
      status: 201,
      body: success(mount.toJson(record)),
      ...(mount.location && { headers: { location: `${mount.location}/${record.id}` } }),
    };
  });
}

export async function updateCall(ctx: Ctx, input: Input, mount: Mount & { id: number }): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  const body = { ...versionOf(input), ...input.body };
  return answerWrite(ctx, input, 'update', async (work) => {
    try {
      return { body: success(mount.toJson(await updateRecord(work, object, { id: mount.id, body }))) };
    } catch (error) {
      throw withRecordForm(error, mount);
    }
  });
}

export async function removeCall(ctx: Ctx, input: Input, mount: Mount & { id: number }): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  if (readPurge(input)) {
    return answerWrite(ctx, input, 'purge', async (work) => {
      await purgeRecord(work, object, mount.id);
      return { body: { success: true, message: `${object.label[0]} deleted for good` } };
    });
  }
  const replacement = object.replaceable ? readReplacement(input) : null;
  return answerWrite(ctx, input, 'delete', async (work) => {
    if (replacement !== null) await replaceRecord(work, object, { id: mount.id, replacement });
    await removeRecord(work, object, { id: mount.id, ...versionOf(input) });
    return { body: { success: true, message: `${object.label[0]} deleted` } };
  });
}

/** `?replacement=2`: the record that takes the place of the deleted one. */
function readReplacement(input: Input): number | null {
  if (input.query.replacement === undefined) return null;
  const id = readInteger(input.query.replacement);
  if (id === null || id < 1) throw invalid({ replacement: 'Replacement must be the id of another record' });
  return id;
}

function readPurge(input: Input): boolean {
  const { purge = 'false' } = input.query;
  if (purge !== 'true' && purge !== 'false') throw invalid({ purge: 'Purge must be true or false' });
  return purge === 'true';
}

export async function restoreCall(ctx: Ctx, input: Input, mount: Mount & { id: number }): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  return answerWrite(ctx, input, 'restore', async (work) => ({
    body: success(mount.toJson(await restoreRecord(work, object, mount.id))),
  }));
}

export async function batchCall(ctx: Ctx, input: Input, mount: Mount): Promise<Reply> {
  const object = await objectFor(ctx, mount.objectName);
  const { operations, atomic } = readBatch(input.body);
  return answerWrite(ctx, input, 'batch', async (work) => {
    const results = await runBatch(work, object, operations);
    const failed = results.filter((result) => result.status >= 400).length;
    if (atomic && failed > 0) {
      const message = `Nothing was changed: ${failed} of ${results.length} operations failed`;
      throw appError('validation', { message, data: { change_set_id: null, results } });
    }
    const changeSetId = work.recorded.length > 0 ? await work.changeSetId() : null;
    return { body: success({ change_set_id: changeSetId, results }) };
  });
}

function readBatch(body: Readonly<Record<string, unknown>>): { operations: unknown[]; atomic: boolean } {
  const { operations, atomic = true, ...others } = body;
  const errors: FieldErrors = Object.fromEntries(Object.keys(others).map((name) => [name, 'Unknown field']));
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MOST_OPERATIONS) {
    errors.operations = `Operations must be a list of 1 to ${MOST_OPERATIONS} operations`;
  }
  if (typeof atomic !== 'boolean') errors.atomic = 'Atomic must be true or false';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { operations: operations as unknown[], atomic: atomic === true };
}

function success<T>(data: T): Success<T> {
  return { success: true, data };
}

/** `If-Match: "3"` says the same as `version` in the body. */
function versionOf(input: Input): { version?: string } {
  const match = input.header('if-match');
  if (match === undefined || match.trim() === '*') return {};
  return { version: match.trim().replace(/^(?:W\/)?"(.*)"$/, '$1') };
}

/** A conflict carries the current record, in the form of the mount it was asked through. */
function withRecordForm(error: unknown, mount: Mount): unknown {
  if (!isConflict(error)) return error;
  return appError('version_conflict', { ...error.details, data: mount.toJson(error.details.data) });
}

function isConflict(error: unknown): error is Error & { details: { data: AnyRecord } } {
  return error instanceof Error && 'code' in error && error.code === 'version_conflict';
}
