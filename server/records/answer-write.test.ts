import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

const create = (key: string, body: unknown, by = client) =>
  by.send('/api/v1/leads', { method: 'POST', body, headers: { 'idempotency-key': key } });
const total = async () => (await client.get('/api/v1/leads?limit=1')).body.total;

describe('an Idempotency-Key', () => {
  it('gives retries the first answer, to the byte, and has one effect', async () => {
    const body = { company: 'Once', contact_name: 'Jo' };
    const first = await create('key-1', body);
    const again = await create('key-1', body);
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await total()).toBe(1);
  });

  it('refuses another request under the same key', async () => {
    const other = await create('key-1', { company: 'Other', contact_name: 'Jo' });
    expect(other.status).toBe(422);
    expect(await total()).toBe(1);
  });

  it('has one effect when twenty requests come at once: the others get the answer or a 409', async () => {
    const before = await total();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create('key-2', { company: 'Parallel', contact_name: 'Jo' })),
    );
    const statuses = new Set(answers.map((answer) => answer.status));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    const ids = new Set(answers.filter((answer) => answer.status === 201).map((answer) => answer.body.data.id));
    expect(ids.size).toBe(1);
    expect(await total()).toBe(before + 1);
  });

  it('keeps refusals too, so that a key never means two things', async () => {
    const refused = await create('key-3', { company: 'No contact' });
    expect(refused.status).toBe(422);
    const again = await create('key-3', { company: 'No contact' });
    expect(again.status).toBe(422);
    expect(again.text).toBe(refused.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await create('key-3', { company: 'Now with', contact_name: 'Jo' })).status).toBe(422);
  });

  it('belongs to one person', async () => {
    await tenant.addUser('rep', 'rep-keys@example.com');
    const rep = await test.signedIn(tenant, 'rep-keys@example.com');
    const before = await total();
    expect((await create('key-1', { company: 'By the rep', contact_name: 'Jo' }, rep)).status).toBe(201);
    expect(await total()).toBe(before + 1);
  });

  it('goes with any body, also one nested deeper than can be', async () => {
    const deep = `{"company":${'['.repeat(20_000)}${']'.repeat(20_000)},"contact_name":"x"}`;
    expect((await create('key-deep', deep)).status).toBe(422);
  });

  it('must be visible ASCII of at most 255 characters', async () => {
    expect((await create('x'.repeat(256), { company: 'a', contact_name: 'b' })).status).toBe(422);
    expect((await create('two words', { company: 'a', contact_name: 'b' })).status).toBe(422);
  });
});
