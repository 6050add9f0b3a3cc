import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';

const lines: Record<string, unknown>[] = [];
let test: TestApp;
let client: TestClient;
beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) });
  test = await createTestApp({ log, slowMs: 150 });
  client = await test.signedIn(await test.addTenant());
});
afterAll(() => test.close());

const get = (path: string, id: string) => client.send(path, { headers: { 'x-request-id': id } });

describe('the id of a request', () => {
  it('is the one that it came with, and a new one where that could not stand in a log', async () => {
    expect((await get('/api/v1/leads', 'proxy-4711:a.b')).headers.get('x-request-id')).toBe('proxy-4711:a.b');
    for (const unusable of ['short', 'x'.repeat(129), "a'*/;drop table", 'with blank in it']) {
      expect((await get('/api/v1/leads', unusable)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('stands in the statements that PostgreSQL works on, and in the log when they are slow', async () => {
    const owner = await openOwner(test.ownerUrl);
    await owner.query('begin');
    await owner.query('lock table companies');
    const answer = get('/api/v1/companies?filter={"field":"name","op":"contains","value":"q"}', 'slow-request-1');
    const watcher = await openOwner(test.ownerUrl);
    const waiting = () =>
      watcher.query<{ pid: number; query: string }>(
        `select pid, query from pg_stat_activity
         where wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '200 ms' and datname = current_database()`,
      );
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    const [row] = await waiting();
    expect(row?.query).toMatch(/^\/\*request_id='slow-request-1'\*\/ select/);
    await owner.query('commit');
    expect((await answer).status).toBe(200);
    const slow = lines.find((line) => line.requestId === 'slow-request-1');
    expect(slow).toMatchObject({
      msg: 'slow statements',
      backendPid: row?.pid,
      sql: expect.stringContaining('companies'),
    });
    expect(slow?.ms).toBeGreaterThanOrEqual(150);
    expect(JSON.stringify(slow)).not.toContain('"q"');
    await watcher.close();
    await owner.close();
  });
});
