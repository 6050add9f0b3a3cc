import { raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { orderBy, type Part, partsOf, type SortKey } from './sort.ts';

/** A stretch of a list: the records of one page, and one more that tells whether there is a next page. */
export interface Stretch {
  sort: readonly SortKey[];
  cursor?: string;
  /** From 1; with a cursor it says nothing. */
  page: number;
  limit: number;
}

/** A record as the JSON text that PostgreSQL makes of it, and beside it what else a statement says. */
export type Row = Record<string, unknown> & { record: string };

type Read = (query: Sql) => Promise<readonly Record<string, unknown>[]>;

/** Page lengths whose statements are kept prepared as they are; others would only take the places of better ones. */
const USUAL_LENGTHS = new Set([26, 51, 101]);

/** Rows to skip from which on it pays to find a page's ids by the index alone before a record is read. */
const FAR = 1000;

/** Reads the records of a page that pass `where`. `readFirst` runs the statement that mostly is the only one. */
export async function readPage(
  object: CompiledObject,
  { where, stretch, readFirst, read }: { where: Sql; stretch: Stretch; readFirst: Read; read: Read },
): Promise<readonly Row[]> {
  const asRows = async (rows: ReturnType<Read>) => (await rows) as readonly Row[];
  const [first, second] = partsOf(object, stretch.sort, stretch.cursor);
  if (!first) return [];
  const length = stretch.limit + 1;
  const skipped = stretch.cursor === undefined ? (stretch.page - 1) * stretch.limit : 0;
  const rows = await asRows(readFirst(partSql(object, where, { part: first, length, skipped })));
  if (!second || rows.length >= length) return rows;
  // Those without a value follow. How many of the others were skipped shows only where none is on the page.
  const passed = rows.length > 0 || skipped === 0 ? skipped : await countPart(read, object, { where, part: first });
  const rest = { part: second, length: length - rows.length, skipped: Math.max(skipped - passed, 0) };
  return [...rows, ...(await asRows(read(partSql(object, where, rest))))];
}

interface Slice {
  part: Part;
  length: number;
  skipped: number;
}

function partSql(object: CompiledObject, where: Sql, slice: Slice): Sql {
  return sql`select row_to_json(part)::text as record from (${recordsSql(object, where, slice)}) part`;
}

function recordsSql(object: CompiledObject, where: Sql, { part, length, skipped }: Slice): Sql {
  const order = orderBy(object, part.sort);
  // Limit as text and no offset: with parameters there PostgreSQL expects a tenth of the table, keeps no plan and plans every
  // list anew, which takes longer than reading it.
  const limit = USUAL_LENGTHS.has(length) ? raw(String(length)) : sql`${length}`;
  const matches = part.condition ? sql`${where} and ${part.condition}` : where;
  const rest =
    skipped === 0 ? sql`order by ${order} limit ${limit}` : sql`order by ${order} limit ${limit} offset ${skipped}`;
  if (skipped < FAR) return sql`select ${object.columns} from ${object.table} where ${matches} ${rest}`;
  return sql`
    select ${object.columns} from ${object.table}
    where ${where} and id = any(array(select id from ${object.table} where ${matches} ${rest})) order by ${order}`;
}

async function countPart(
  read: Read,
  { table }: CompiledObject,
  { where, part }: { where: Sql; part: Part },
): Promise<number> {
  const [row] = await read(
    sql`select count(*) as count from ${table} where ${where} and ${part.condition ?? sql`true`}`,
  );
  return Number(row?.count ?? 0);
}
