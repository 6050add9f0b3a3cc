import { createReadStream, mkdirSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from './file-store.ts';

/** Keeps files in a folder, by the first letters of their names, so that no folder grows too large. */
export function createFolderStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming');
  let isMade = false;
  const pathOf = (key: string) => {
    const [tenant = '', name = ''] = key.split('/');
    if (!/^\d+$/.test(tenant) || !/^[0-9a-f-]{36}$/.test(name)) throw new Error(`not a key of a file: ${key}`);
    return join(folder, tenant, name.slice(0, 2), name);
  };
  return {
    get incoming() {
      if (!isMade) mkdirSync(incoming, { recursive: true, mode: 0o700 });
      isMade = true;
      return incoming;
    },
    async keep(key, path) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await sync(path);
      await rename(path, target);
      await sync(dirname(target));
    },
    async read(key) {
      const file = await open(pathOf(key));
      return createReadStream('', { fd: file });
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** What was written to a file or folder survives a loss of power. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
