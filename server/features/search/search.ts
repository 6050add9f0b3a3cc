import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply, SignedInRoute } from '#server/platform/http/types.ts';
import { scopeSql, viewerOf } from '#server/records/access.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { phonePattern } from '#server/records/search-text.ts';
import { searchPattern, whereFilter } from '#server/records/where.ts';
import { dataOf } from '#shared/api/answers.ts';
import { anId, aText, listOf, named, shape } from '#shared/api/json-schema.ts';
import { invalid } from '#shared/errors.ts';
import { textsOf } from '#shared/fields/entries.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import { isSamePhone, looksLikePhone } from '#shared/phone-digits.ts';
import { defineRoute } from '#shared/route.ts';
import { idsWithText, newestLike } from './hit-ids.ts';
import { type Hit, rankHits, toResult } from './rank.ts';

const LONGEST = 200;
const MOST_RESULTS = 100;

/** `GET /api/v1/search`: one box over everything that the user may read, best first. */
export const searchRoute: SignedInRoute = {
  route: defineRoute({
    method: 'GET',
    path: '/api/v1/search',
    topic: 'Search',
    summary: 'Look through everything that the caller may read',
    answer: dataOf(listOf(named('SearchHit', shape({ object: aText, id: anId, title: aText, subtitle: aText })))),
    rate: 'search',
    query: ['q', 'objects', 'limit'],
  }),
  handler: search,
};

async function search(ctx: Ctx, input: Input): Promise<Reply> {
  const all = [...(await objectsFor(ctx)).values()].filter(isSearchable);
  const { q, objects, limit } = readSearch(all, input.query);
  const found = await Promise.all(objects.map((object) => findIn(ctx, object, q)));
  const data = rankHits(found.flat(), q).slice(0, limit).map(toResult);
  return { body: { success: true, data } };
}

/** Objects say by their subtitle that people look for their records. */
function isSearchable(object: CompiledObject): boolean {
  return object.subtitle.length > 0 && object.permission.read !== 'none';
}

function readSearch(all: readonly CompiledObject[], query: Readonly<Record<string, string>>) {
  const errors: FieldErrors = {};
  const q = query.q?.trim() ?? '';
  if (q === '' || q.length > LONGEST) errors.q = `Q must be the text to look for, 1 to ${LONGEST} characters`;
  const names = query.objects?.split(',').map((name) => name.trim()) ?? all.map((object) => object.name);
  const objects = all.filter((object) => names.includes(object.name) || names.includes(object.path));
  const isKnown = (name: string) => all.some((object) => object.name === name || object.path === name);
  if (!names.every(isKnown)) errors.objects = `Objects takes ${all.map((object) => object.name).join(', ')}`;
  const limit = query.limit === undefined ? 20 : readInteger(query.limit);
  if (limit === null || limit < 1) errors.limit = 'Limit must be a positive integer';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { q, objects, limit: Math.min(limit ?? 1, MOST_RESULTS) };
}

/** What of one object has the text in a searched field, the number as its phone, or the number as its id. */
async function findIn(ctx: Ctx, object: CompiledObject, q: string): Promise<Hit[]> {
  const viewer = await viewerOf(ctx);
  const where = whereFilter(viewer, object, { equals: {} });
  const text = searchPattern(object, { equals: {}, search: q });
  const isPhone = looksLikePhone(q);
  const id = readInteger(q.replace(/^#/, ''));
  const isWhole = !scopeSql(viewer, object, 'read');
  const records = await ctx.app.db.readWith(
    ctx.tenantId,
    async (tx) => {
      const looking = { ctx, tx, object, where, isWhole };
      const [byText, byPhone] = await Promise.all([
        text ? idsWithText(looking, text) : [],
        isPhone ? newestLike(looking, phonePattern(q)) : [],
      ]);
      const ids = [...new Set([...byText, ...byPhone, ...(id !== null && id > 0 ? [id] : [])])];
      if (ids.length === 0) return [];
      return tx.query<AnyRecord>(sql`
        select ${object.columns} from ${object.table} where ${where} and id = any(${ids}::bigint[])`);
    },
    ctx,
  );
  return records.filter((record) => isMeant(object, record, q)).map((record) => ({ object, record }));
}

/** Numbers are found by their last digits, and text in fields that may be hidden from the role: both are looked at again. */
function isMeant(object: CompiledObject, record: AnyRecord, q: string): boolean {
  if (String(record.id) === q.replace(/^#/, '')) return true;
  if (object.phoneFields.some((field) => textsOf(record[field]).some((phone) => isSamePhone(phone, q)))) return true;
  return standsIn(object, record, q);
}

function standsIn(object: CompiledObject, record: AnyRecord, q: string): boolean {
  const wanted = foldText(q);
  return object.searchFields.some((field) => textsOf(record[field]).some((text) => foldText(text).includes(wanted)));
}
