import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate } from '#server/platform/db/migrate.ts';
import { BackupError } from './backup-error.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import { unpack } from './packed-file.ts';
import { contentsOf, selectRows } from './tables.ts';

export interface RestoreInput {
  folder: string;
  manifest: Manifest;
  onTable?: (name: string, rows: number) => void;
}

/**
 * Fills an empty database from a backup, in one transaction: the tables as they were when it was written, row by row compared
 * with it, later migrations on top. Refuses a database that holds an organization.
 */
export async function restoreBackup(owner: pg.Client, input: RestoreInput): Promise<void> {
  const { manifest } = input;
  await refuseFilled(owner);
  await migrate(owner, { through: manifest.migrations });
  await owner.query('begin');
  try {
    const dropped = await dropConstraintsAndIndexes(owner, manifest);
    for (const table of manifest.tables) await loadTable(owner, table, input);
    for (const statement of dropped) await owner.query(statement);
    await setSequences(owner, manifest);
    await startNewHistory(owner);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => {});
    throw error;
  }
  await owner.query('analyze');
  await migrate(owner);
}

async function refuseFilled(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query("select to_regclass('public.tenants') is not null as exists");
  if (!rows[0].exists) return;
  const { rows: tenants } = await owner.query('select name from tenants limit 1');
  if (tenants.length > 0) {
    throw new BackupError(
      `The database holds the organization "${tenants[0].name}": restore into an empty one (set DATA_DIR or DATABASE_URL to it)`,
    );
  }
}

/**
 * Foreign keys may form rings, and indexes are built faster from all rows than row by row. Returns the statements that bring
 * them back; a foreign key that a row breaks fails then, and everything is rolled back.
 */
async function dropConstraintsAndIndexes(owner: pg.Client, manifest: Manifest): Promise<string[]> {
  const names = manifest.tables.map((table) => table.name);
  const keys = await owner.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
     from pg_constraint where contype = 'f' and conrelid in (select oid from pg_class where relname = any($1) and relnamespace = 'public'::regnamespace)`,
    [names],
  );
  const indexes = await owner.query<{ drop: string; add: string }>(
    `select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as add
     from pg_index where not indisunique and indrelid in (select oid from pg_class where relname = any($1) and relnamespace = 'public'::regnamespace)`,
    [names],
  );
  for (const { drop } of [...keys.rows, ...indexes.rows]) await owner.query(drop);
  return [...indexes.rows, ...keys.rows].map((row) => row.add);
}

async function loadTable(owner: pg.Client, table: TableEntry, { folder, onTable }: RestoreInput): Promise<void> {
  const name = pg.escapeIdentifier(table.name);
  // What a migration has put into the empty table is in the backup as well, as people have changed it since.
  await owner.query(`delete from ${name}`);
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  await unpack(folder, table.file, owner.query(copyFrom(`copy ${name} (${columns}) from stdin`)));
  const found = await contentsOf(owner, selectRows({ ...table, tenantColumn: null }, null));
  if (found.rows !== table.rows || found.checksum !== table.checksum) {
    throw new BackupError(
      `${table.name} was not restored as it was: ${found.rows} rows instead of ${table.rows}, or other values`,
    );
  }
  onTable?.(table.name, found.rows);
}

async function setSequences(owner: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const { table, column, last } of sequences) {
    if (last < 1) continue;
    await owner.query('select setval(pg_get_serial_sequence($1, $2), $3)', [pg.escapeIdentifier(table), column, last]);
  }
}

/**
 * Numbers of transactions begin anew in another cluster: the change feed tells by this that a cursor is of earlier times. The
 * installation's key may be another from now on as well.
 */
export async function startNewHistory(owner: pg.Client): Promise<void> {
  await owner.query("delete from installation where key = 'secret_key_fingerprint'");
  await owner.query(
    `insert into installation (key, value) values ('history', '1 ' || pg_current_xact_id())
     on conflict (key) do update
     set value = (split_part(installation.value, ' ', 1)::integer + 1) || ' ' || pg_current_xact_id()`,
  );
}
