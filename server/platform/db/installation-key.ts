import { createHash } from 'node:crypto';
import type pg from 'pg';

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
