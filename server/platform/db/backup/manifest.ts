import { readCheckedJson, writeCheckedJson } from './checked-json.ts';

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

const NAME = 'manifest.json';

/** Writes the manifest, and its own checksum beside it. */
export function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  return writeCheckedJson(folder, NAME, manifest);
}

/** Reads the manifest of a backup; throws a `BackupError` that says what is wrong with it. */
export function readManifest(folder: string): Promise<Manifest> {
  return readCheckedJson<Manifest>(folder, NAME);
}
