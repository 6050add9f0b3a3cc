import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createFolderStore } from './folder-store.ts';
import { createS3Store } from './s3-store.ts';

/** Where the bytes of attachments are kept, under keys that the product makes. Safe for any number of processes. */
export interface FileStore {
  /** A folder in which files are put together before they are kept. */
  readonly incoming: string;
  /** Takes a finished file over; when it resolves the bytes are safe. */
  keep(key: string, path: string): Promise<void>;
  /** The bytes; rejects with the code ENOENT when there are none. */
  read(key: string): Promise<Readable>;
  /** Done too when there is nothing. */
  remove(key: string): Promise<void>;
}

/** An S3-compatible storage. */
export interface S3Settings {
  /** `https://s3.example.com`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The S3-compatible storage when there is one, otherwise the folder `files` of the data folder. */
export function createFileStore({ dataDir, s3 }: { dataDir: string; s3: S3Settings | null }): FileStore {
  if (!s3) return createFolderStore(join(dataDir, 'files'));
  const incoming = join(tmpdir(), 'arvelo-incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  return createS3Store(s3, incoming);
}
