import { type ChangeRow, changeColumns, seenChanges } from '#server/features/history/seen-changes.ts';
import type { Ctx } from '#server/platform/context.ts';
import { name, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { viewerOf } from '#server/records/access.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import { whereFilter } from '#server/records/where.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { CHANGES, type Entry, newestFirst, type Place, readPlace, writePlace } from './places.ts';

const USUAL = 20;
const MOST = 100;

/**
 * `GET /api/v1/<object>/<id>/timeline`: what belongs to a record (activities, tasks: whatever passes on who may read it) and what
 * was changed in it, newest first. `only` names kinds; `limit` and `cursor` page through.
 */
export async function readTimeline(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  const id = readInteger(input.params.id) ?? 0;
  await getRecord(ctx, object, id);
  const sources = await sourcesOf(ctx, object, id);
  const { chosen, place, limit } = readQuery(sources, input.query);
  const answers = await ctx.app.db.read(
    ctx.tenantId,
    chosen.map((source) => pageSql(source, place, limit + 1)),
    ctx,
  );
  const found = chosen.flatMap(({ kind, toEntry }, at) => (answers[at] ?? []).map((row) => toEntry(kind, row)));
  const page = found.sort(newestFirst).slice(0, limit);
  const last = page.at(-1);
  const data = await withSeenChanges(ctx, page);
  return { body: { success: true, data, next_cursor: found.length > limit && last ? writePlace(last) : null } };
}

/** Where entries of one kind come from. */
interface Source {
  kind: string;
  columns: Sql;
  table: Sql;
  where: Sql;
  toEntry(kind: string, row: Record<string, unknown>): Entry;
}

async function sourcesOf(ctx: Ctx, object: CompiledObject, id: number): Promise<Source[]> {
  const viewer = await viewerOf(ctx);
  const parts = [...(await objectsFor(ctx)).values()].flatMap((one) => {
    const field = one.partOf.find((key) => one.fields[key]?.target === object.name);
    return field && one.permission.read !== 'none' ? [{ one, field }] : [];
  });
  const belonging = parts.map(
    ({ one, field }): Source => ({
      kind: one.name,
      columns: one.columns,
      table: one.table,
      where: whereFilter(viewer, one, { equals: { [field]: id } }),
      toEntry: (kind, record) => ({ kind, id: Number(record.id), at: String(record.created_at), record }),
    }),
  );
  const changes: Source = {
    kind: CHANGES,
    columns: changeColumns,
    table: name('changes'),
    where: sql`tenant_id = ${ctx.tenantId} and object = ${object.name} and record_id = ${id}`,
    toEntry: (kind, row) => ({ kind, id: Number(row.id), at: String(row.created_at), change: row }),
  };
  return [...belonging, changes];
}

/** The changes among entries as the role may see them. */
async function withSeenChanges(ctx: Ctx, entries: readonly Entry[]): Promise<Entry[]> {
  const changes = entries.flatMap(({ change }) => (change ? [change as ChangeRow] : []));
  const seen = (await seenChanges(ctx, await objectsFor(ctx), changes)).values();
  return entries.map((entry) => (entry.change ? { ...entry, change: seen.next().value } : entry));
}

function readQuery(sources: readonly Source[], query: Readonly<Record<string, string>>) {
  const errors: FieldErrors = {};
  const kinds = sources.map(({ kind }) => kind);
  const only = query.only === undefined ? kinds : query.only.split(',').map((kind) => kind.trim());
  if (!only.every((kind) => kinds.includes(kind))) errors.only = `Only takes ${kinds.join(', ')}`;
  const limit = query.limit === undefined ? USUAL : readInteger(query.limit);
  if (limit === null || limit < 1) errors.limit = 'Limit must be a positive integer';
  const place = query.cursor === undefined ? null : readPlace(query.cursor);
  if (query.cursor !== undefined && !place) errors.cursor = 'Cursor must be a next_cursor of an earlier answer';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { chosen: sources.filter(({ kind }) => only.includes(kind)), place, limit: Math.min(limit ?? USUAL, MOST) };
}

function pageSql({ kind, columns, table, where }: Source, place: Place | null, limit: number): Sql {
  const after = place ? sql` and ${behind(kind, place)}` : sql``;
  return sql`select ${columns} from ${table} where ${where}${after} order by created_at desc, id desc limit ${limit}`;
}

/** What is shown below a place: earlier, or at its very moment behind it in the order of kinds and ids. */
function behind(kind: string, { at, kind: placeKind, id }: Place): Sql {
  if (kind === placeKind) return sql`(created_at, id) < (${at}::timestamptz, ${id}::bigint)`;
  return kind > placeKind ? sql`created_at <= ${at}::timestamptz` : sql`created_at < ${at}::timestamptz`;
}
