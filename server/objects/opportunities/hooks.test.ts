import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  client = await test.signedIn(await test.addTenant());
});
afterAll(() => test.close());

it('the probability follows the stage, unless it is named, and undo brings both back', async () => {
  const { id, probability } = (await client.post('/api/v1/opportunities', { name: 'Deal' })).body.data;
  expect(probability).toBe(10);
  const change = async (body: object) => client.patch(`/api/v1/opportunities/${id}`, body);
  expect((await change({ stage: 'PROPOSAL', probability: 55 })).body.data.probability).toBe(55);
  expect((await change({ name: 'Big deal' })).body.data.probability).toBe(55);
  const moved = await change({ stage: 'CLOSED_WON' });
  expect(moved.body.data.probability).toBe(100);
  await client.post(`/api/v1/change-sets/${moved.headers.get('x-change-set')}/undo`);
  const undone = (await client.get(`/api/v1/opportunities/${id}`)).body.data;
  expect([undone.stage, undone.probability]).toEqual(['PROPOSAL', 55]);
  expect((await change({ probability: 101 })).body.errors).toEqual({
    probability: 'Probability (%) must be from 0 to 100',
  });
});
