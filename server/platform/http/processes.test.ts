import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import { deleteDeadProcesses, joinProcesses } from './processes.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('counts the processes that were seen in the last 15 seconds', async () => {
  await test.app.db.global(sql`
    insert into server_processes (id, seen_at) values
      (gen_random_uuid(), now() - interval '10 seconds'), (gen_random_uuid(), now() - interval '20 seconds'),
      (gen_random_uuid(), now() - interval '2 minutes')`);
  const first = await joinProcesses(test.app);
  expect(first.liveProcesses()).toBe(2);
  const second = await joinProcesses(test.app);
  expect(second.liveProcesses()).toBe(3);
  await second.leave();
  await deleteDeadProcesses(test.app);
  const rows = await test.app.db.global(sql`select from server_processes`);
  expect(rows).toHaveLength(3);
  await first.leave();
});

it('works alone while the database is away', async () => {
  const global = () => Promise.reject(new Error('away'));
  const processes = await joinProcesses({ ...test.app, db: { ...test.app.db, global } });
  expect(processes.liveProcesses()).toBe(1);
  await processes.leave();
});
