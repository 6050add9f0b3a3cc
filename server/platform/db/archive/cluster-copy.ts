import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckedJson, writeCheckedJson } from '#server/platform/db/backup/checked-json.ts';
import type { FileEntry } from '#server/platform/db/backup/manifest.ts';
import type { Archive } from './archive-folder.ts';

/** A copy of a whole cluster, from which the log leads to any later moment. */
export interface ClusterCopy {
  format: 1;
  product: string;
  postgres: string;
  started_at: string;
  /** From this moment on the cluster can be brought back. */
  finished_at: string;
  /** The first and the last piece of the log that the copy needs to be whole. */
  first_segment: string;
  last_segment: string;
  /** Folders of the cluster, with those that are empty. */
  folders: readonly string[];
  /** Compressed, below `cluster`, or below `data` what belongs to the data folder: the password and the installation's key. */
  files: readonly FileEntry[];
}

/** A copy, and the folder that it is in. */
export interface KeptCopy extends ClusterCopy {
  folder: string;
}

/** A cluster has a thousand small files, each of which waits for the disk. */
export const FILES_AT_ONCE = 8;

const NAME = 'copy.json';

export function writeCopyManifest(folder: string, copy: ClusterCopy): Promise<void> {
  return writeCheckedJson(folder, NAME, copy);
}

/** The complete copies of an archive, oldest first. */
export async function copiesIn({ copies }: Archive): Promise<KeptCopy[]> {
  const names = (await readdir(copies).catch(() => [])).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const folder = join(copies, name);
      return { ...(await readCheckedJson<ClusterCopy>(folder, NAME)), folder };
    }),
  );
}
