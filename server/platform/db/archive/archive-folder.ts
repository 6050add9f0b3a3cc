import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where one cluster keeps what it can be brought back from as of any moment. */
export interface Archive {
  folder: string;
  /** Finished pieces of PostgreSQL's log, compressed. */
  wal: string;
  /** Copies of the whole cluster, each in a folder named by when it was begun. */
  copies: string;
}

/** An archive by its own folder. */
export function archiveIn(folder: string): Archive {
  return { folder, wal: join(folder, 'wal'), copies: join(folder, 'copies') };
}

/** A folder of its own for each cluster, so that two never mix their logs, whatever the settings say. */
export function archiveOf(archiveDir: string, clusterDir: string): Archive {
  return archiveIn(join(archiveDir, systemIdentifier(clusterDir)));
}

/** The number that PostgreSQL gave the cluster when it was made; a restored one keeps it. */
function systemIdentifier(clusterDir: string): string {
  return readFileSync(join(clusterDir, 'global', 'pg_control'))
    .readBigUInt64LE(0)
    .toString();
}
