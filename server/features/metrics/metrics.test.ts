import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';

const token = 'a-token-of-the-test';
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ metricsToken: token });
});
afterAll(() => test.close());

const read = (authorization?: string) =>
  test.visitor().send('/metrics', { headers: authorization === undefined ? {} : { authorization } });

describe('/metrics', () => {
  it('counts requests by route and never by path, and the organizations that send them', async () => {
    const tenant = await test.addTenant();
    const client = await test.signedIn(tenant);
    await client.get('/api/v1/leads?limit=1');
    await client.get('/api/v1/leads/987654');
    await client.get('/no/such/page');
    const { status, text, headers } = await read(`Bearer ${token}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain(
      'arvelo_http_request_duration_seconds_count{method="GET",route="/api/v1/leads",status="2xx"} 1',
    );
    expect(text).toContain('route="/api/v1/leads/:id",status="4xx"} 1');
    expect(text).not.toContain('987654');
    expect(text).toContain(`arvelo_tenant_requests{tenant="${tenant.id}"} 2`);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('is there only for who knows the token', async () => {
    expect((await read()).status).toBe(401);
    expect((await read('Bearer wrong')).status).toBe(401);
  });

  it('is no page without a token in the settings', async () => {
    const closed = await createTestApp();
    expect((await closed.visitor().get('/metrics')).status).toBe(404);
    await closed.close();
  });
});
