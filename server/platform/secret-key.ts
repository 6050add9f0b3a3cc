import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './db/database.ts';
import { sql } from './db/sql.ts';

/** The key that signs this installation's tokens: SECRET_KEY, else a file of the data folder, made at first. */
export function readSecretKey(configured: string | null, dataDir: string): Buffer {
  if (configured) return createHash('sha256').update(configured).digest();
  const file = join(dataDir, 'secret-key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx`: of two processes that start at once, one writes and both read.
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length < 32)
    throw new Error(`${file} does not hold a key of 32 bytes in hexadecimal: restore it from a backup`);
  return key;
}

/** Whether the processes on this database agree on the key; with different ones a token of one is refused by the other. */
export async function agreesOnSecretKey(db: Database, secretKey: Buffer): Promise<boolean> {
  const fingerprint = createHash('sha256').update('fingerprint').update(secretKey).digest('hex').slice(0, 16);
  await db.global(
    sql`insert into installation (key, value) values ('secret_key_fingerprint', ${fingerprint}) on conflict (key) do nothing`,
  );
  const [row] = await db.global<{ value: string }>(
    sql`select value from installation where key = 'secret_key_fingerprint'`,
  );
  return row?.value === fingerprint;
}
