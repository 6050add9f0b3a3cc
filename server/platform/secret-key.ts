import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

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

/** Refuses a key other than the one that this database was set up with: tokens of one process would be void in another. */
export async function refuseOtherKey(owner: pg.Client, secretKey: Buffer): Promise<void> {
  const fingerprint = createHash('sha256').update('fingerprint').update(secretKey).digest('hex').slice(0, 16);
  await owner.query(
    "insert into installation (key, value) values ('secret_key_fingerprint', $1) on conflict (key) do nothing",
    [fingerprint],
  );
  const { rows } = await owner.query("select value from installation where key = 'secret_key_fingerprint'");
  if (rows[0]?.value === fingerprint) return;
  throw new Error(
    'The secret key is not the one that this database was set up with: set SECRET_KEY to it, or bring back the file secret-key of the ' +
      "data folder. If it is lost for good: delete from installation where key = 'secret_key_fingerprint'",
  );
}
