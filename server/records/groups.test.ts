import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let client: TestClient;
let leadId: number;

beforeAll(async () => {
  test = await createTestApp();
  client = await test.signedIn(await test.addTenant());
  leadId = (await client.post('/api/v1/leads', { company: 'A', contact_name: 'b' })).body.data.id;
  const deals = [
    { stage: 'PROPOSAL', amount: 100.1, lead_id: leadId },
    { stage: 'PROPOSAL', amount: 23.35 },
    { stage: 'NEGOTIATION', amount: 0.2 },
    { stage: 'NEGOTIATION', amount: 0.1 },
    { stage: 'QUALIFICATION' },
  ];
  for (const deal of deals) await client.post('/api/v1/opportunities', { name: 'Deal', ...deal });
});
afterAll(() => test.close());

const groups = async (query: string) => (await client.get(`/api/v1/opportunities/groups?${query}`)).body.data;

describe('groups', () => {
  it('count records and add up money by stage, exactly', async () => {
    expect(await groups('by=stage&sum=amount')).toEqual([
      { stage: 'NEGOTIATION', count: 2, sum_amount: 0.3 },
      { stage: 'PROPOSAL', count: 2, sum_amount: 123.45 },
      { stage: 'QUALIFICATION', count: 1, sum_amount: 0 },
    ]);
  });

  it('follow filters, also those that no rollup knows', async () => {
    expect(await groups('by=stage&sum=amount&stage=PROPOSAL')).toEqual([
      { stage: 'PROPOSAL', count: 2, sum_amount: 123.45 },
    ]);
    expect(await groups(`by=stage&sum=amount&lead_id=${leadId}`)).toEqual([
      { stage: 'PROPOSAL', count: 1, sum_amount: 100.1 },
    ]);
    expect(await groups('by=lead_id')).toEqual([
      { lead_id: leadId, count: 1 },
      { lead_id: null, count: 4 },
    ]);
  });

  it('follow changes and forget what is deleted', async () => {
    const { id } = (await client.post('/api/v1/opportunities', { name: 'x', stage: 'CLOSED_WON', amount: 7 })).body
      .data;
    await client.patch(`/api/v1/opportunities/${id}`, { amount: 8.5 });
    expect(await groups('by=stage&sum=amount&stage=CLOSED_WON')).toEqual([
      { stage: 'CLOSED_WON', count: 1, sum_amount: 8.5 },
    ]);
    await client.delete(`/api/v1/opportunities/${id}`);
    expect(await groups('by=stage&stage=CLOSED_WON')).toEqual([]);
  });

  it('stay exact beyond what a number of JavaScript holds', async () => {
    const operations = Array.from({ length: 100 }, () => ({
      op: 'create',
      data: { name: 'Huge', stage: 'CLOSED_LOST', amount: 9999999999999.99 },
    }));
    const created = await client.post('/api/v1/opportunities/batch', { operations });
    await client.post(`/api/v1/change-sets/${created.body.data.change_set_id}/undo`);
    await client.post('/api/v1/opportunities', { name: 'One', stage: 'CLOSED_LOST', amount: 1 });
    expect(await groups('by=stage&sum=amount&stage=CLOSED_LOST')).toEqual([
      { stage: 'CLOSED_LOST', count: 1, sum_amount: 1 },
    ]);
  });

  it('are by two fields, and by days and moments cut to a unit', async () => {
    const dates = ['2031-01-15', '2031-01-31', '2031-02-01'];
    for (const close_date of dates) {
      await client.post('/api/v1/opportunities', { name: 'Dated', stage: 'CLOSED_WON', amount: 10, close_date });
    }
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: '=', value: 'Dated' }));
    expect(await groups(`by=close_date:month,stage&sum=amount&filter=${filter}`)).toEqual([
      { close_date: '2031-01-01', stage: 'CLOSED_WON', count: 2, sum_amount: 20 },
      { close_date: '2031-02-01', stage: 'CLOSED_WON', count: 1, sum_amount: 10 },
    ]);
    expect(await groups(`by=close_date:week&filter=${filter}`)).toEqual([
      { close_date: '2031-01-13', count: 1 },
      { close_date: '2031-01-27', count: 2 },
    ]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await groups(`by=created_at&average=probability&filter=${filter}`)).toEqual([
      { created_at: today, count: 3, average_probability: 100 },
    ]);
  });

  it('are one without a field to group by', async () => {
    const [all] = await groups('sum=amount&stage=PROPOSAL');
    expect(all).toEqual({ count: 2, sum_amount: 123.45 });
    const [mean] = await groups('average=amount&stage=PROPOSAL');
    expect(mean).toEqual({ count: 2, average_amount: 61.73 });
  });

  it('say what they take', async () => {
    const answer = await client.get('/api/v1/opportunities/groups?by=name&sum=stage');
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual(['by', 'sum']);
    for (const by of [
      'stage,stage',
      'stage:month',
      'close_date:hour',
      'stage,owner_id,lead_id',
      'tags,stage',
      'a:b:c',
      '__proto__',
    ]) {
      const refused = await client.get(`/api/v1/opportunities/groups?by=${by}&average=name`);
      expect([by, refused.status, Object.keys(refused.body.errors)]).toEqual([by, 422, ['by', 'average']]);
    }
  });
});
