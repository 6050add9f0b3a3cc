import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const create = async (path: string, body: object) => {
  const answer = await admin.post(`/api/v1/${path}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};

describe('teams', () => {
  it('make a tree', async () => {
    const top = await create('teams', { name: 'Top' });
    const low = await create('teams', { name: 'Low', parent_id: top.id });
    for (const parent of [top.id, low.id]) {
      const { status, body } = await admin.patch(`/api/v1/teams/${top.id}`, { parent_id: parent });
      expect([status, Object.keys(body.errors)]).toEqual([422, ['parent_id']]);
    }
  });

  it('that go leave their people and the teams below to the one above, in one change that brings all back', async () => {
    const [top, middle] = [await create('teams', { name: 'Upper' }), await create('teams', { name: 'Former top' })];
    await admin.patch(`/api/v1/teams/${middle.id}`, { name: 'Middle', parent_id: top.id });
    const low = await create('teams', { name: 'Lower', parent_id: middle.id });
    const [ina, leo] = [await tenant.addUser('rep', 'ina@example.com'), await tenant.addUser('rep', 'leo@example.com')];
    await admin.patch(`/api/v1/users/${ina}`, { team_id: middle.id });
    await admin.patch(`/api/v1/users/${leo}`, { team_id: low.id });
    const get = async (path: string) => (await admin.get(`/api/v1/${path}`)).body.data;
    const places = async () => [
      (await get(`users/${ina}`)).team_id,
      (await get(`users/${leo}`)).team_id,
      (await get(`teams/${low.id}`))?.parent_id,
    ];
    const before = await places();
    const undo = async (answer: TestAnswer) =>
      expect((await admin.post(`/api/v1/change-sets/${answer.headers.get('x-change-set')}/undo`)).status).toBe(200);
    const removed = await admin.delete(`/api/v1/teams/${middle.id}`);
    expect([removed.status, await places()]).toEqual([200, [top.id, low.id, top.id]]);
    await undo(removed);
    expect(await places()).toEqual(before);
    for (const ids of [
      [top.id, middle.id, low.id],
      [low.id, middle.id],
    ]) {
      const all = await admin.post('/api/v1/teams/bulk', { action: 'delete', ids });
      const heir = ids.includes(top.id) ? null : top.id;
      expect([all.status, await places()]).toEqual([200, [heir, heir, undefined]]);
      await undo(all);
      expect(await places()).toEqual(before);
    }
    const operations = [top.id, middle.id].map((id) => ({ op: 'delete', id }));
    await admin.post('/api/v1/teams/batch', { operations });
    expect(await places()).toEqual([null, low.id, null]);
  });
});
