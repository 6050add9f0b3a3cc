import { sql } from '#server/platform/db/sql.ts';
import { AppError, appError, invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import { scopeSql } from './access.ts';
import { type Placed, runStretch, stretchesOf } from './batch-stretches.ts';
import type { Work } from './change-set.ts';
import { columnSql, entryTextsSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { createRecord } from './create.ts';
import { idsLike } from './ids-like.ts';
import type { AnyRecord } from './record.ts';
import { removeRecord } from './remove.ts';
import { likePattern } from './search-text.ts';
import { updateRecord } from './update.ts';
import { SHORTEST_INDEXED } from './where.ts';

/** Most operations of one batch. */
export const MOST_OPERATIONS = 1000;

type Values = Readonly<Record<string, unknown>>;

export interface Operation {
  op: 'create' | 'update' | 'upsert' | 'delete';
  id?: number;
  version?: unknown;
  match?: { field: string; value: unknown };
  data: Values;
}

/** What became of one operation, in the order of the request. */
export interface BatchResult {
  status: number;
  data?: AnyRecord;
  message?: string;
  errors?: FieldErrors;
}

/**
 * Runs the operations in their order; one that is refused leaves no trace of its own and does not keep the others from running.
 * Those in a row that have nothing to do with each other run side by side and share their statements.
 */
export async function runBatch(work: Work, object: CompiledObject, inputs: readonly unknown[]): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  const run = (operation: Operation) => runOperation(work, object, operation);
  const operations = inputs.map((input, at) => ({ at, operation: readOrRefusal(object, input) }));
  for (const { at, operation } of operations) if (operation instanceof AppError) results[at] = refusal(operation);
  const read = operations.filter((one): one is Placed<Operation> => !(one.operation instanceof AppError));
  for (const stretch of stretchesOf(work, object, read)) {
    for (const { at, outcome } of await runStretch(work, stretch, run)) {
      results[at] = outcome instanceof AppError ? refusal(outcome) : outcome;
    }
  }
  return results;
}

function readOrRefusal(object: CompiledObject, input: unknown): Operation | AppError {
  try {
    return readOperation(object, input);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function refusal({ status, message, details: { errors, data } }: AppError): BatchResult {
  return { status, message, ...(errors && { errors }), ...(data !== undefined && { data: data as AnyRecord }) };
}

async function runOperation(work: Work, object: CompiledObject, operation: Operation): Promise<BatchResult> {
  const { op, id = 0, version, data } = operation;
  const body = version === undefined ? data : { ...data, version };
  if (op === 'create') return { status: 201, data: await createRecord(work, object, data) };
  if (op === 'update') return { status: 200, data: await updateRecord(work, object, { id, body }) };
  if (op === 'delete') {
    await removeRecord(work, object, { id, version });
    return { status: 200 };
  }
  const found = await findMatch(work, object, operation);
  if (found === null) return { status: 201, data: await createRecord(work, object, withMatch(operation)) };
  return { status: 200, data: await updateRecord(work, object, { id: found, body }) };
}

/** A created record has the value that it was looked for by. */
function withMatch({ match, data }: Operation): Values {
  return match && match.field !== 'id' ? { [match.field]: match.value, ...data } : data;
}

/** The one record that an upsert means; null when there is none. */
async function findMatch(work: Work, object: CompiledObject, { match }: Operation): Promise<number | null> {
  if (!match) return null;
  const { ctx, tx, viewer } = work;
  const column = columnSql(match.field, object.allFields[match.field]);
  const scope = scopeSql(viewer, object, 'read') ?? sql`true`;
  // Two upserts of one value at a time would both find nothing and both create.
  const lock = JSON.stringify([ctx.tenantId, object.name, match.field, String(match.value).toLowerCase()]);
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 1))`);
  const value =
    typeof match.value === 'string' ? sql`lower(${column}) = lower(${match.value})` : sql`${column} = ${match.value}`;
  const rows = await tx.query<{ id: number }>(sql`
    select id from ${object.table} where tenant_id = ${ctx.tenantId} and ${value} and deleted_at is null and ${scope} order by id limit 2`);
  if (rows.length === 0) rows.push(...(await findListed(work, object, match)));
  if (rows.length > 1)
    throw appError('conflict', { message: `Several records have this ${match.field}: name one by its id` });
  if (rows.length === 0 && match.field === 'id') throw appError('not_found');
  return rows[0]?.id ?? null;
}

/** Records with a text that are looked through for one that has it as a value of its own. */
const MOST_HITS = 500;

/** Records that have the value in the list that belongs to the field, which the search knows. */
async function findListed(
  { ctx, tx, viewer }: Work,
  object: CompiledObject,
  { field, value }: NonNullable<Operation['match']>,
): Promise<{ id: number }[]> {
  const list = object.fields[field]?.listedIn ?? '';
  const folded = foldText(String(value));
  if (!object.searchFields.includes(list) || folded.length < SHORTEST_INDEXED) return [];
  const scope = scopeSql(viewer, object, 'read') ?? sql`true`;
  const found = await idsLike({ ctx, tx }, object, { pattern: likePattern(folded), most: MOST_HITS + 1 });
  if (found.length === 0) return [];
  // A value that is part of so many others can stand in a record that is not among the hits: then all are looked at.
  const hits = found.length > MOST_HITS ? sql`true` : sql`id = any(${found}::bigint[])`;
  return tx.query<{ id: number }>(sql`
    select id from ${object.table} where tenant_id = ${ctx.tenantId} and ${hits} and deleted_at is null and ${scope}
      and exists (select from ${entryTextsSql(list, field)} entry where lower(entry.value) = lower(${value})) order by id limit 2`);
}

function readOperation(object: CompiledObject, input: unknown): Operation {
  if (!isObject(input)) throw invalid({}, 'An operation must be an object such as {"op": "create", "data": {…}}');
  const { op, id, version, match, data = {}, ...others } = input;
  const errors: FieldErrors = Object.fromEntries(
    Object.keys(others).map((key) => [key, 'Unknown key of an operation']),
  );
  if (!isKind(op)) throw invalid({ ...errors, op: 'Op must be one of create, update, upsert, delete' });
  if (op === 'delete' && !object.removable) errors.op = `${object.label[1]} cannot be deleted`;
  if (!isObject(data)) errors.data = 'Data must be an object with the fields of the record';
  const recordId = readInteger(id);
  if ((op === 'update' || op === 'delete') && (recordId === null || recordId < 1))
    errors.id = 'Id must be a positive integer';
  const matched = op === 'upsert' ? readMatch(object, match, errors) : undefined;
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { op, id: recordId ?? 0, version, ...(matched && { match: matched }), data: data as Values };
}

function readMatch(object: CompiledObject, input: unknown, errors: FieldErrors): Operation['match'] {
  const fields = [
    'id',
    ...Object.keys(object.fields).filter((key) => object.fields[key]?.unique || object.fields[key]?.match),
  ];
  const [entry, ...others] = isObject(input) ? Object.entries(input) : [];
  const field = entry && fields.includes(entry[0]) ? object.allFields[entry[0]] : undefined;
  if (!entry || !field || others.length > 0) {
    errors.match = `Match must name one of ${fields.join(', ')} with its value`;
    return undefined;
  }
  const parsed = fieldKinds[field.kind].parse(entry[1], field);
  if (!parsed.ok) errors.match = parsed.error;
  return { field: entry[0], value: parsed.ok ? parsed.value : null };
}

function isKind(op: unknown): op is Operation['op'] {
  return op === 'create' || op === 'update' || op === 'upsert' || op === 'delete';
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
