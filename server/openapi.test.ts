// The document that describes the API: whole, valid, and what it says is what the product does.
import SwaggerParser from '@apidevtools/swagger-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#server/app.ts';
import { operationId } from '#server/features/api-description/operation.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { parameters } from '#shared/api/parameters.ts';
import { objects } from '#shared/objects/registry.ts';

const PATH = '/api/v1/openapi.json';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const as = async (role: string) => {
  await tenant.addUser(role, `${role}@example.com`);
  return test.signedIn(tenant, `${role}@example.com`);
};

describe('the document', () => {
  it('is valid OpenAPI 3.1 for every role', async () => {
    for (const client of [admin, await as('manager'), await as('rep'), await as('viewer')]) {
      const { status, body } = await client.get(PATH);
      expect([status, body.openapi]).toEqual([200, '3.1.0']);
      await SwaggerParser.validate(structuredClone(body));
    }
  });

  it('tells an admin about every route', async () => {
    const { paths } = (await admin.get(PATH)).body;
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const routed = allRoutes().map(({ route }) => `${route.method} ${route.path}`);
    expect(described.sort()).toEqual(routed.sort());
  });

  it('is for those who are signed in', async () => {
    expect((await test.visitor().get(PATH)).status).toBe(401);
  });

  it('comes with a tag that changes with the fields of the organization, and is not sent again while it has not', async () => {
    const read = (etag: string) => admin.send(PATH, { headers: { 'if-none-match': etag } });
    const first = await admin.get(PATH);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await read(`"other", W/${etag}`);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    await admin.post('/api/v1/fields', { object: 'leads', kind: 'option', label: 'Industry', options: ['Steel'] });
    const changed = await read(etag);
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
    const { components, paths } = changed.body;
    expect(components.schemas.Lead.properties.c_industry.enum).toEqual(['Steel', null]);
    expect(components.schemas.NewLead.properties.c_industry.enum).toEqual(['Steel', null]);
    const listed = paths['/api/v1/leads'].get.parameters.map(({ name }: { name: string }) => name);
    expect(listed).toContain('c_industry');
  });

  it('keeps from a role what it cannot do and the fields that it does not see', async () => {
    const { data } = (await admin.get('/api/v1/roles?limit=100')).body;
    const { id } = data.find((one: { key: string }) => one.key === 'viewer');
    await admin.patch(`/api/v1/roles/${id}`, {
      permissions: { tasks: { read: 'none' } },
      fields: { leads: { phone: 'hidden', email: 'read' }, opportunities: { amount: 'hidden' } },
    });
    const viewer = await test.signedIn(tenant, 'viewer@example.com');
    const { text, body } = await viewer.get(PATH);
    await SwaggerParser.validate(structuredClone(body));
    const { paths, components } = body;
    expect(Object.keys(paths['/api/v1/leads'])).toEqual(['get']);
    expect(Object.keys(paths).filter((path) => path.includes('tasks'))).toEqual([]);
    expect(Object.keys(components.schemas.Lead.properties)).toContain('email');
    expect(Object.keys(components.schemas.Lead.properties)).not.toContain('phone');
    expect(text).not.toContain('Amount');
  });
});

describe('every route', () => {
  const routes = allRoutes().map(({ route }) => [`${route.method} ${route.path}`, route] as const);

  it.each(routes)('%s says what it does, takes and answers', (_, route) => {
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(route.topic ?? route.object).toBeTruthy();
    expect(Object.keys(route.answer)).not.toEqual([]);
    if (route.object) expect(Object.keys(objects)).toContain(route.object);
    const fields = objects[(route.object ?? 'leads') as keyof typeof objects].fields;
    const unknown = (route.query ?? []).filter(
      (name) => !Object.hasOwn(parameters, name) && !Object.hasOwn(fields, name),
    );
    expect(unknown).toEqual([]);
  });

  it('has a name of its own for generated clients', () => {
    const names = routes.map(([, route]) => operationId(route));
    expect(names.length).toBe(new Set(names).size);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]+$/);
  });
});
