// Dashboards: what their charts may say, and that what one person keeps is not shown to others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let admin: TestClient;
let rep: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  const tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
  await tenant.addUser('rep', 'rep-dashboards@example.com');
  rep = await test.signedIn(tenant, 'rep-dashboards@example.com');
});
afterAll(() => test.close());

const chart = {
  title: 'Pipeline',
  object: 'opportunities',
  kind: 'bar',
  by: 'stage',
  measure: 'sum',
  of: 'amount',
  width: 1,
};
const make = (charts: unknown, more = {}) => admin.post('/api/v1/dashboards', { name: 'Sales', charts, ...more });

describe('a dashboard', () => {
  it('keeps its charts in their order', async () => {
    const charts = [
      chart,
      { ...chart, kind: 'line', by: 'closed_at:month', split: 'owner_id', measure: 'average', of: 'days_to_close' },
      {
        title: 'New',
        object: 'leads',
        kind: 'number',
        measure: 'count',
        width: 1,
        filter: { field: 'created_at', op: 'within', value: { last: '7d' } },
      },
    ];
    const made = await make(charts);
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
    expect((await admin.get(`/api/v1/dashboards/${made.body.data.id}`)).body.data.charts).toEqual(charts);
  });

  const refusals: [string, object, string][] = [
    ['an object that there is not', { object: 'cars' }, 'charts.0.object'],
    ['an object that is no page', { object: 'shares' }, 'charts.0.object'],
    ['a kind that there is not', { kind: 'pie' }, 'charts.0.kind'],
    ['a field that makes no groups', { by: 'name' }, 'charts.0.by'],
    ['nothing to be by', { by: undefined }, 'charts.0.by'],
    ['a split of the same field', { split: 'stage' }, 'charts.0.split'],
    ['a split of a donut', { kind: 'donut', split: 'owner_id' }, 'charts.0.split'],
    ['a sum of no money', { of: 'name' }, 'charts.0.of'],
    ['a filter that says nothing', { filter: { field: 'nope', op: '=', value: 1 } }, 'charts.0.filter.field'],
    ['no title', { title: ' ' }, 'charts.0.title'],
    ['something else', { colour: 'red' }, 'charts.0'],
  ];
  it.each(refusals)('is refused with %s', async (_what, wrong, place) => {
    const answer = await make([{ ...chart, ...wrong }]);
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [place]]);
  });

  it('is private until it is shown, and then only its owner changes it', async () => {
    const { id } = (await make([chart])).body.data;
    expect((await rep.get(`/api/v1/dashboards/${id}`)).status).toBe(404);
    await admin.patch(`/api/v1/dashboards/${id}`, { visibility: 'everyone' });
    expect((await rep.get(`/api/v1/dashboards/${id}`)).status).toBe(200);
    expect((await rep.patch(`/api/v1/dashboards/${id}`, { name: 'Mine' })).status).toBe(403);
  });
});

describe('closing an opportunity', () => {
  it('tells when it was closed and how long it took, until it is opened again', async () => {
    const { id } = (await admin.post('/api/v1/opportunities', { name: 'Deal' })).body.data;
    const won = (await admin.patch(`/api/v1/opportunities/${id}`, { stage: 'CLOSED_WON' })).body.data;
    expect(won).toMatchObject({ days_to_close: 0, closed_at: expect.stringMatching(/Z$/), probability: 100 });
    const open = (await admin.patch(`/api/v1/opportunities/${id}`, { stage: 'PROPOSAL' })).body.data;
    expect(open).toMatchObject({ days_to_close: null, closed_at: null });
    expect((await admin.patch(`/api/v1/opportunities/${id}`, { closed_at: null })).status).toBe(422);
  });
});
