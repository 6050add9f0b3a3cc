import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
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

  it('count no more once their client has gone, whether in the middle of the body or of the answer', async () => {
    const client = await test.signedIn(await test.addTenant('Gone'));
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { port } = new URL(test.url);
    const head = `POST /api/v1/leads HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\nx-csrf-token: ${client.csrfToken}\r\ncontent-type: application/json\r\ncontent-length: 44\r\n\r\n`;
    for (const text of [`${head}{"company":`, `${head}{"company":"A","contact_name":"B","email":""}`]) {
      for (let round = 1; round <= 5; round += 1) {
        const socket = connect({ port: Number(port), host: '127.0.0.1' });
        await once(socket, 'connect');
        await new Promise((sent) => socket.write(text, sent));
        await setImmediate();
        socket.destroy();
        await once(socket, 'close');
      }
    }
    await expect.poll(async () => (await client.get('/api/v1/leads')).status).toBe(200);
    const both = await Promise.all([client.get('/api/v1/leads'), client.get('/api/v1/leads')]);
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
  });
});

describe('more requests than can be answered soon', () => {
  it('are refused at once with Retry-After, and health answers all the same', async () => {
    const small = await createTestApp({ mostAtOnce: 3 });
    const client = await small.signedIn(await small.addTenant());
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.get('/api/v1/leads')));
    const health = await small.visitor().get('/healthz');
    const refused = answers.filter((answer) => answer.status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((answer) => answer.headers.get('retry-after') === '1')).toBe(true);
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(3);
    expect(health.status).toBe(200);
    expect((await client.get('/api/v1/leads')).status).toBe(200);
    await small.close();
  });
});
