import type { Ctx } from '#server/platform/context.ts';
import { join, name, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess, viewerOf } from '#server/records/access.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor } from '#server/records/definition.ts';
import { idsLike } from '#server/records/ids-like.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { likePattern, phonePattern } from '#server/records/search-text.ts';
import { SHORTEST_INDEXED, whereFilter } from '#server/records/where.ts';
import { invalid } from '#shared/errors.ts';
import { MOST_ENTRIES } from '#shared/fields/entries.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import { looksLikePhone } from '#shared/phone-digits.ts';
import { coreOf, type Likeness, likenessOf, reasonsFor, valuesIn } from './likeness.ts';

/** Answered at most; more would say that the values tell nothing apart. */
const MOST = 10;
/** Records that are compared. */
const MOST_CANDIDATES = 200;
const LONGEST = 2000;

type Values = Readonly<Record<string, unknown>>;

/**
 * `GET /api/v1/<object>/duplicates?like={"email":"a@b.c","name":"Acme"}`: records that the caller may read and that may be the
 * same, the likeliest first, each with the fields that say so. `except` leaves one out.
 */
export async function findDuplicates(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  requireAccess(ctx, object, 'read');
  const { like, except } = readQuery(object, input.query);
  const likeness = likenessOf(object);
  const records = await findCandidates(ctx, object, { likeness, like });
  const found = records
    .filter((record) => record.id !== except)
    .map((record) => ({ record, reasons: reasonsFor(likeness, record, like) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || b.record.id - a.record.id)
    .slice(0, MOST);
  const data = found.map(({ record, reasons }) => ({
    id: record.id,
    title: String(record[object.title] ?? ''),
    subtitle: subtitleOf(object, record),
    reasons,
  }));
  return { body: { success: true, data } };
}

function readQuery(object: CompiledObject, query: Readonly<Record<string, string>>) {
  const errors: FieldErrors = {};
  const like = readLike(query.like);
  if (!like) errors.like = 'Like must be JSON with values of fields, such as {"email":"a@b.c"}';
  const unknown = Object.keys(like ?? {}).find((field) => !Object.hasOwn(object.fields, field));
  if (unknown !== undefined) errors.like = `Like has an unknown field: ${unknown.slice(0, 50)}`;
  const except = query.except === undefined ? null : readInteger(query.except);
  if (query.except !== undefined && except === null) errors.except = 'Except must be the id of a record';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { like: like ?? {}, except };
}

function readLike(given: string | undefined): Values | null {
  if (given === undefined || given.length > LONGEST) return null;
  try {
    const like: unknown = JSON.parse(given);
    return typeof like === 'object' && like !== null && !Array.isArray(like) ? (like as Values) : null;
  } catch {
    return null;
  }
}

interface Wanted {
  likeness: Likeness;
  like: Values;
}

/** What can be a duplicate: equal keys, the end of a phone number, or the longest word of the name. */
async function findCandidates(ctx: Ctx, object: CompiledObject, { likeness, like }: Wanted): Promise<AnyRecord[]> {
  const where = whereFilter(await viewerOf(ctx), object, { equals: {} });
  const patterns = patternsOf(likeness, like);
  const keys = likeness.keys.flatMap((field) =>
    keyValues(likeness, like, field).map((value) => sql`lower(${name(field)}) = lower(${value})`),
  );
  if (patterns.length === 0 && keys.length === 0) return [];
  return ctx.app.db.readWith(
    ctx.tenantId,
    async (tx) => {
      const found = await Promise.all(
        patterns.map((pattern) => idsLike({ ctx, tx }, object, { pattern, most: MOST_CANDIDATES })),
      );
      const conditions = [sql`id = any(${[...new Set(found.flat())]}::bigint[])`, ...keys];
      return tx.query<AnyRecord>(sql`
        select ${object.columns} from ${object.table} where ${where} and (${join(conditions, ' or ')})
        order by id desc limit ${MOST_CANDIDATES}`);
    },
    ctx,
  );
}

/** At most as many as a record has. */
function keyValues(likeness: Likeness, like: Values, field: string): string[] {
  const values = valuesIn(likeness, like, field).map((value) => value.trim());
  return values.filter((value) => value !== '' && !value.includes('\0')).slice(0, MOST_ENTRIES);
}

function patternsOf(likeness: Likeness, like: Values): string[] {
  const { keys, phones, lists, name: title } = likeness;
  const numbers = phones
    .flatMap((field) => valuesIn(likeness, like, field))
    .filter(looksLikePhone)
    .slice(0, MOST_ENTRIES);
  // What stands in lists has no index of its own.
  const listed = keys
    .filter((field) => lists.has(field))
    .flatMap((field) => keyValues(likeness, like, field).map(foldText));
  const words = coreOf(String(like[title] ?? '')).split(' ');
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  // Half of a long word, so that one typing error in it does not hide the other half.
  const parts = longest.length >= 8 ? halvesOf(longest) : longest.length >= 3 ? [longest] : [];
  const sure = listed.filter((text) => text.length >= SHORTEST_INDEXED);
  return [...numbers.map(phonePattern), ...[...sure, ...parts.map(foldText)].map(likePattern)];
}

function halvesOf(word: string): string[] {
  const middle = Math.floor(word.length / 2);
  return [word.slice(0, middle), word.slice(middle)];
}

function subtitleOf(object: CompiledObject, record: AnyRecord): string {
  const texts = object.subtitle.map((field) => record[field]).filter((value) => typeof value === 'string');
  return texts.filter(Boolean).join(' · ');
}
