import type pg from 'pg';
import { BackupError } from './backup-error.ts';
import type { Manifest } from './manifest.ts';

/** The organization to back up, by name or as `#id`; an error where there is none or more than one. */
export async function findBackupTenant(owner: pg.Client, given: string): Promise<NonNullable<Manifest['tenant']>> {
  const id = /^#(\d{1,15})$/.exec(given)?.[1] ?? null;
  const { rows } = await owner.query<{ id: string; name: string }>(
    'select id, name from tenants where case when $1::bigint is null then lower(name) = lower($2) else id = $1 end order by id',
    [id, given],
  );
  const [first, ...others] = rows;
  if (!first) throw new BackupError(`There is no organization "${given}": \`arvelo tenant list\` shows them`);
  if (others.length > 0) {
    const ids = rows.map((row) => `#${row.id}`).join(', ');
    throw new BackupError(`${rows.length} organizations are named "${given}": use one of ${ids} instead`);
  }
  return { id: Number(first.id), name: first.name };
}
