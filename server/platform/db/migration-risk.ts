import type pg from 'pg';
import { longIndexedTables } from './migrate-indexes.ts';

/** What a migration will do to tables that people work with. */
export interface MigrationRisk {
  /** Tables that it alters, each with its size and about how many rows it has. */
  alters: readonly TableSize[];
  /** Tables whose indexes are built beside the work, as they are large. */
  indexes: readonly TableSize[];
}

export interface TableSize {
  table: string;
  bytes: number;
  rows: number;
}

const ALTERS = /^\s*(?:alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?|update\s+|delete\s+from\s+)"?(\w+)/gim;

/** Looks at the text of migrations and at the tables that they name; one that is not there yet has no size. */
export async function riskOf(client: pg.Client, texts: readonly string[]): Promise<MigrationRisk> {
  const altered = texts.flatMap((text) => [...text.matchAll(ALTERS)].map(([, table = '']) => table));
  const indexed = (await Promise.all(texts.map((text) => longIndexedTables(client, text)))).flat();
  return { alters: await sizesOf(client, altered), indexes: await sizesOf(client, indexed) };
}

async function sizesOf(client: pg.Client, tables: readonly string[]): Promise<TableSize[]> {
  const { rows } = await client.query<TableSize>(
    `select relname::text as table, pg_table_size(oid)::float8 as bytes, greatest(reltuples, 0)::float8 as rows
     from pg_class where oid in (select to_regclass(name) from unnest($1::text[]) name) order by 2 desc`,
    [[...new Set(tables)]],
  );
  return rows;
}
