import type pg from 'pg';

export interface SafetyCheck {
  name: string;
  ok: boolean;
  found: string;
  /** What to do when it is not ok. */
  advice: string;
}

const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** Checks a server's version and that it keeps what it acknowledges. */
export async function checkSafety(client: pg.Client): Promise<SafetyCheck[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1) or name in ('server_version', 'server_version_num', 'server_encoding')",
    [DURABLE],
  );
  const setting = new Map(rows.map((row) => [row.name, row.setting]));
  const major = Math.floor(Number(setting.get('server_version_num')) / 10_000);
  const durable = DURABLE.map((name) => ({
    name: `database ${name}`,
    ok: setting.get(name) !== 'off',
    found: setting.get(name) ?? 'unknown',
    advice: `set ${name} = on in postgresql.conf: with it off a crash loses acknowledged data`,
  }));
  const encoding = setting.get('server_encoding') ?? 'unknown';
  return [
    {
      name: 'database version',
      ok: major >= 15 && major <= 18,
      found: setting.get('server_version') ?? 'unknown',
      advice: 'use PostgreSQL 15 to 18',
    },
    {
      name: 'database encoding',
      ok: encoding === 'UTF8',
      found: encoding,
      advice: 'create the database with encoding UTF8',
    },
    ...durable,
  ];
}

/** Refuses to work on a database that would lose acknowledged data. */
export async function refuseUnsafe(client: pg.Client): Promise<void> {
  const failed = (await checkSafety(client)).filter((check) => !check.ok);
  if (failed.length > 0) {
    throw new Error(failed.map((check) => `${check.name} is ${check.found}: ${check.advice}`).join('\n'));
  }
}
