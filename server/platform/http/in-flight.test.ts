import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: true, mostInFlight: 2 });
});
afterAll(() => test.close());

describe('requests under way', () => {
  it('are limited for a tenant, and another tenant does not notice', async () => {
    const busy = await test.signedIn(await test.addTenant('Busy'));
    const calm = await test.signedIn(await test.addTenant('Calm'));
    const batch = {
      operations: Array.from({ length: 200 }, (_, at) => ({
        op: 'create',
        data: { company: `C${at}`, contact_name: 'x' },
      })),
    };
    const [answers, other] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => busy.post('/api/v1/leads/batch', batch))),
      calm.get('/api/v1/leads'),
    ]);
    const statuses = answers.map((answer) => answer.status).toSorted();
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1);
    expect(answers.find((answer) => answer.status === 429)?.headers.get('retry-after')).toBe('1');
    expect(other.status).toBe(200);
    expect((await busy.get('/api/v1/leads')).status).toBe(200);
  });
});
