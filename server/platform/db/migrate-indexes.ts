import type pg from 'pg';

/** An index that a migration makes. */
interface NewIndex {
  name: string;
  table: string;
  statement: string;
}

/** Tables up to this size are indexed within the migration's transaction, which locks out writers for a moment only. */
const SMALL_BYTES = 8 * 1024 * 1024;

const CREATE_INDEX = /^create\s+(?:unique\s+)?index\s+(\w+)\s+on\s+(\w+)\s/i;

/** The statements of a migration without those that index a large table: these are to be built beside the work that goes on. */
export async function withoutLongIndexes(client: pg.Client, text: string): Promise<string> {
  const indexes = indexesIn(text);
  const large = new Set(await longIndexedTables(client, text));
  const long = new Set(indexes.filter(({ table }) => large.has(table)).map(({ statement }) => statement));
  return long.size === 0
    ? text
    : statementsIn(text)
        .filter((one) => !long.has(one))
        .join(';\n');
}

/** The large tables that a migration adds indexes to. */
export async function longIndexedTables(client: pg.Client, text: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select distinct name from unnest($1::text[]) as name where pg_table_size(to_regclass(name)) > $2',
    [indexesIn(text).map(({ table }) => table), SMALL_BYTES],
  );
  return rows.map((row) => row.name);
}

/** Builds the indexes of a migration that are not there, while others go on writing. What an earlier attempt left unfinished is built anew. */
export async function buildMissingIndexes(client: pg.Client, text: string): Promise<void> {
  const { rows } = await client.query<{ wait: string }>("select current_setting('lock_timeout') as wait");
  // It waits for transactions that have begun, and nobody waits for it.
  await client.query('set lock_timeout = 0');
  try {
    for (const index of indexesIn(text)) await buildIndex(client, index);
  } finally {
    await client.query("select set_config('lock_timeout', $1, false)", [rows[0]?.wait]).catch(() => {});
  }
}

async function buildIndex(client: pg.Client, { name, statement }: NewIndex): Promise<void> {
  const { rows } = await client.query<{ valid: boolean }>(
    'select indisvalid as valid from pg_index where indexrelid = to_regclass($1)',
    [name],
  );
  if (rows[0]?.valid) return;
  if (rows[0]) await client.query(`drop index concurrently ${name}`);
  try {
    await client.query(statement.replace(/\bindex\b/i, 'index concurrently'));
  } catch (error) {
    // PostgreSQL leaves what it has built so far, which every write would have to keep up.
    await client.query(`drop index concurrently if exists ${name}`).catch(() => {});
    throw error;
  }
}

function indexesIn(text: string): NewIndex[] {
  return statementsIn(text).flatMap((statement) => {
    const [, name, table] = CREATE_INDEX.exec(statement) ?? [];
    return name && table ? [{ name, table, statement }] : [];
  });
}

/** Strings, quoted names, bodies of functions, comments: a semicolon in them ends no statement. */
const PIECE = /'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^'"$\-/;]+|[\s\S]/g;

function statementsIn(text: string): string[] {
  const statements = [''];
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === ';') statements.push('');
    else if (!piece.startsWith('--')) statements[statements.length - 1] += piece;
  }
  return statements.map((one) => one.trim()).filter((one) => one !== '');
}
