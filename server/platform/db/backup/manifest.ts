import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a backup holds, so that it can be checked and brought back without the installation that it came from. */
export interface Manifest {
  format: 1;
  /** RFC 3339; everything in the backup is as it was at this moment. */
  created_at: string;
  product: string;
  postgres: string;
  /** null: the whole installation. */
  tenant: { id: number; name: string } | null;
  /** The migrations that the tables are the outcome of. */
  migrations: readonly { name: string; hash: string }[];
  /** The last number that each table's ids reached: a number is never given twice. */
  sequences: readonly { table: string; column: string; last: number }[];
  tables: readonly TableEntry[];
  files: readonly FileEntry[];
}

export interface TableEntry {
  name: string;
  columns: readonly string[];
  rows: number;
  /** Over the values of all rows, whatever their order: the same before and after a restore. */
  checksum: string;
  file: FileEntry;
}

export interface FileEntry {
  /** Below the backup's folder. */
  path: string;
  bytes: number;
  sha256: string;
}

export class BackupError extends Error {}

const NAME = 'manifest.json';

/** Writes the manifest, and its own checksum beside it. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(folder, NAME), text, { mode: 0o600, flush: true });
  await writeFile(join(folder, `${NAME}.sha256`), `${sha256(text)}  ${NAME}\n`, { mode: 0o600, flush: true });
}

/** Reads the manifest of a backup; throws a `BackupError` that says what is wrong with it. */
export async function readManifest(folder: string): Promise<Manifest> {
  const [text, sum] = await Promise.all([NAME, `${NAME}.sha256`].map((name) => readText(folder, name)));
  if (sum?.split(/\s/)[0] !== sha256(text ?? '')) {
    throw new BackupError(`${join(folder, NAME)} was changed or damaged: its checksum is another`);
  }
  const manifest = JSON.parse(text ?? '') as Manifest;
  if (manifest.format !== 1) {
    throw new BackupError(
      `${folder} has the format ${manifest.format}, which this version does not know: update first`,
    );
  }
  return manifest;
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BackupError(`${folder} is no complete backup: it has no ${name}`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
