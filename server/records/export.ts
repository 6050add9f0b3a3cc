import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { csvLine, guardText } from '#shared/csv.ts';
import { type Entry, writeEntries } from '#shared/fields/entries.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import { requireAccess } from './access.ts';
import { inChangeSet } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { objectFor } from './definition.ts';
import { type ExportColumn, type ExportQuery, readExportQuery } from './export-query.ts';
import { includeRelated } from './include.ts';
import { listRecords, recordsOf } from './list.ts';
import { readingOf } from './list-query.ts';
import type { AnyRecord } from './record.ts';

/** Records that are in memory at a time. */
const CHUNK = 1000;
/** Kinds whose values are never text that somebody has typed. */
const SAFE: ReadonlySet<FieldKind> = new Set(['integer', 'money', 'boolean', 'date', 'datetime', 'relation']);

/** `GET /api/v1/<object>/export`: every record that a list finds and the role may export, as CSV, however many there are. Noted in the history. */
export async function exportCall(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  requireAccess(ctx, object, 'export');
  const query = readExportQuery(await readingOf(ctx), object, input.query);
  const headers = {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${object.path}-${ctx.app.clock.now().toISOString().slice(0, 10)}.csv"`,
  };
  if (input.method === 'HEAD') return { headers };
  // Read before the answer begins, so that what fails at once is said with its status.
  const chunks = exportChunks(ctx, object, query);
  const first = await chunks.next();
  const { result } = await inChangeSet(ctx, `export ${object.name}`, (work) => {
    const asked = { object: object.name, filter: input.query.filter ?? null, search: input.query.search ?? null };
    work.tx.atCommit(insertEvents(ctx, [{ kind: 'export', details: asked }]));
    return work.changeSetId();
  });
  return { headers: { ...headers, 'x-change-set': String(result) }, stream: follow(first, chunks) };
}

async function* follow(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/** The lines of the file, a thousand at a time, the next ones read when the ones before are on their way. */
async function* exportChunks(ctx: Ctx, object: CompiledObject, query: ExportQuery): AsyncGenerator<string> {
  const { list, columns, headers, bom } = query;
  const include = columns.filter(({ titleOf }) => titleOf).map(({ name }) => name);
  const cellOf = columns.map((column) => writerOf(object, column));
  let begin =
    (bom ? '\ufeff' : '') + csvLine(columns.map(({ name, label }) => guardText(headers === 'keys' ? name : label)));
  let cursor: string | null = null;
  do {
    const place = cursor === null ? {} : { cursor };
    const page = await listRecords(ctx, object, { ...list, ...place, reach: 'export', limit: CHUNK, withTotal: false });
    const records = await includeRelated(ctx, object, { records: recordsOf(page), include });
    yield begin + records.map((record) => csvLine(cellOf.map((cell) => cell(record)))).join('');
    begin = '';
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function writerOf(object: CompiledObject, { name, titleOf }: ExportColumn): (record: AnyRecord) => string {
  if (titleOf) {
    return (record) => guardText(String((record[name] as AnyRecord | null)?.[titleOf.title] ?? ''));
  }
  const isList = object.allFields[name]?.kind === 'entries';
  const isSafe = SAFE.has(object.allFields[name]?.kind ?? 'text');
  return (record) => {
    const value = record[name] ?? '';
    const text = isList
      ? writeEntries(value as Entry[])
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
    return isSafe ? text : guardText(text);
  };
}
