import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '#server/config.ts';
import { noteGoodBackup } from '#server/platform/db/backup/last-backup.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { checkUpgrade } from './upgrade.ts';

let database: TestDatabase;
let owner: Owner;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await openOwner(database.ownerUrl);
});
afterAll(async () => {
  await owner.close();
  await database.drop();
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What the command prints, and whether it ended well. */
async function check(): Promise<{ text: string; isWell: boolean }> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  process.exitCode = undefined;
  await checkUpgrade(readConfig({ DATABASE_URL: database.ownerUrl }));
  const isWell = process.exitCode === undefined;
  process.exitCode = undefined;
  vi.restoreAllMocks();
  return { text, isWell };
}

describe('the check before an upgrade', () => {
  it('is content with an installation that has all migrations', async () => {
    const { text, isWell } = await check();
    expect(text).toMatch(/ok {4}migrations +none to apply/);
    expect([text, isWell]).toEqual([expect.stringContaining('Nothing stands in the way'), true]);
  });

  it('names what would be applied and the tables that it touches, and wants a fresh backup first', async () => {
    await owner.query("delete from migrations where name = '0021_activity_subjects.sql'");
    const { text, isWell } = await check();
    expect(text).toMatch(/migrations +1 to apply: 0021_activity_subjects\.sql/);
    expect(text).toMatch(/locks +held for a moment: activities \(/);
    expect([text, isWell]).toEqual([expect.stringMatching(/FAIL {2}backup/), false]);
    const good = { seconds: 1, bytes: 1, folder: '/x' };
    await noteGoodBackup(database.ownerUrl, { ...good, at: new Date(Date.now() - 2 * 86_400_000).toISOString() });
    expect((await check()).isWell).toBe(false);
    await noteGoodBackup(database.ownerUrl, { ...good, at: new Date().toISOString() });
    expect((await check()).isWell).toBe(true);
  });

  it('stops before a database that a newer version has migrated', async () => {
    await owner.query("insert into migrations (name, hash) values ('9999_future.sql', 'x')");
    const { text, isWell } = await check();
    expect([text, isWell]).toEqual([expect.stringContaining('migrated by a newer version (9999_future.sql)'), false]);
    await owner.query("delete from migrations where name = '9999_future.sql'");
  });
});
