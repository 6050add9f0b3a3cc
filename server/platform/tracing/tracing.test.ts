import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp } from '#server/features/auth/clean-up.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import { openTracing, type Tracing } from './traced.ts';

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}

let collector: Server;
let tracing: Tracing;
let test: TestApp;
const spans: SentSpan[] = [];

beforeAll(async () => {
  collector = createServer(async (request, answer) => {
    const { resourceSpans } = (await json(request)) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] };
    spans.push(...resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)));
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  tracing = await openTracing('arvelo-test');
  test = await createTestApp({ tracing });
});
afterAll(async () => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  await test.close();
  collector.close();
});

it('a request is a span in the trace of whoever called, with its statements below it; so is a job', async () => {
  const tenant = await test.addTenant();
  const client = await test.signedIn(tenant);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const lead = { company: 'Acme', contact_name: 'A secret name' };
  await client.send('/api/v1/leads', {
    method: 'POST',
    body: lead,
    headers: { traceparent, 'x-request-id': 'traced-1' },
  });
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const head = `POST /api/v1/tasks HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: 44\r\n\r\n`;
  const socket = connect({ port: Number(new URL(test.url).port), host: '127.0.0.1' });
  await once(socket, 'connect');
  await new Promise((sent) => socket.write(head, sent));
  // Admitted by then, it waits for its body, and its client is gone before the next answer.
  await client.get('/api/v1/session');
  socket.destroy();
  await client.get('/api/v1/session');
  await tracing.run('job auth:clean_up', {}, () => cleanUp(test.app));
  await tracing.close();

  const request = spans.find(({ name }) => name === 'POST /api/v1/leads');
  expect(request).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
  const values = Object.fromEntries(
    (request?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]),
  );
  expect(values).toMatchObject({
    'http.route': '/api/v1/leads',
    'http.response.status_code': 201,
    'arvelo.request_id': 'traced-1',
    'arvelo.tenant_id': tenant.id,
  });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  expect(JSON.stringify(statements)).toContain('insert into');
  expect(JSON.stringify(spans)).not.toContain('A secret name');
  expect(spans.some(({ name }) => name === 'POST /api/v1/tasks')).toBe(true);
  const job = spans.find(({ name }) => name === 'job auth:clean_up');
  expect(spans.filter(({ parentSpanId }) => parentSpanId === job?.spanId).length).toBeGreaterThan(2);
});
