import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '#server/platform/files/file-store.ts';
import type { FileEntry } from './manifest.ts';
import { createMeter, damaged } from './packed-file.ts';

/** What of a data folder is not in the database: uploaded files, in a folder a tenant, and the key of the installation. */
const UPLOADS = 'files';
const KEY = 'secret-key';

/** Copies the data folder's files into the backup; of one tenant only its own uploads, and no key. */
export async function packFiles(dataDir: string, folder: string, tenantId: number | null): Promise<FileEntry[]> {
  const below = tenantId === null ? [UPLOADS, KEY] : [join(UPLOADS, String(tenantId))];
  const entries: FileEntry[] = [];
  for (const path of (await Promise.all(below.map((one) => filesBelow(join(dataDir, one))))).flat()) {
    const name = relative(dataDir, path);
    const meter = await copyFile(path, join(folder, 'data', name));
    if (meter) entries.push({ path: join('data', name), ...meter });
  }
  return entries;
}

/** Streams the files with these keys out of a storage into the backup, where they stand as in a data folder. */
export async function packStored(store: FileStore, keys: readonly string[], folder: string): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  for (const key of keys) {
    const [tenant = '', name = ''] = key.split('/');
    const path = join('data', UPLOADS, tenant, name.slice(0, 2), name);
    const meter = await copyStream(() => store.read(key), join(folder, path));
    if (meter) entries.push({ path, ...meter });
  }
  return entries;
}

/** Brings the files of a backup to where this installation keeps them; what stands in its data folder already stays. */
export async function unpackFiles(
  folder: string,
  entries: readonly FileEntry[],
  { dataDir, store }: { dataDir: string; store: FileStore | null },
): Promise<void> {
  for (const entry of entries) {
    const key = store && keyOf(entry);
    if (store && key) {
      await unpackInto(store, { folder, entry, key });
      continue;
    }
    const target = join(dataDir, relative('data', entry.path));
    if (await stat(target).catch(() => null)) continue;
    const found = await copyFile(join(folder, entry.path), target);
    if (found?.sha256 !== entry.sha256) throw damaged(folder, entry);
  }
}

/** The key of an uploaded file; null for what is none. */
function keyOf({ path }: FileEntry): string | null {
  const [, uploads, tenant, ...rest] = path.split('/');
  return uploads === UPLOADS ? `${tenant}/${rest.at(-1)}` : null;
}

async function unpackInto(
  store: FileStore,
  { folder, entry, key }: { folder: string; entry: FileEntry; key: string },
): Promise<void> {
  const passing = join(store.incoming, randomUUID());
  const found = await copyFile(join(folder, entry.path), passing);
  if (found?.sha256 !== entry.sha256) throw damaged(folder, entry);
  await store.keep(key, passing);
}

function copyFile(from: string, to: string) {
  return copyStream(async () => createReadStream(from), to);
}

/** null: the file has gone meanwhile. */
async function copyStream(
  open: () => Promise<Readable>,
  to: string,
): Promise<{ bytes: number; sha256: string } | null> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const meter = createMeter();
  try {
    await pipeline(await open(), meter.stream, createWriteStream(to, { mode: 0o600, flush: true }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return meter.result();
}

async function filesBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
