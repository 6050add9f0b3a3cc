import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});

const addLead = async (fields: object = {}, by = client) =>
  (await by.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob', ...fields })).body.data;
const addTag = async (name: string) => (await client.post('/api/v1/tags', { name })).body.data;
const tagsOf = async (id: number) => (await client.get(`/api/v1/leads/${id}`)).body.data.tags;
const tagNames = async () =>
  (await client.get('/api/v1/tags?sort=name')).body.data.map((tag: { name: string }) => tag.name);
const found = async (filter: unknown) => {
  const { body } = await client.get(`/api/v1/leads?sort=id&filter=${encodeURIComponent(JSON.stringify(filter))}`);
  return body.data?.map((lead: { company: string }) => lead.company) ?? body.errors;
};

describe('tags of a record', () => {
  it('are written by name or id, made where there is none, and answered by name in order', async () => {
    const vip = await addTag('VIP');
    const lead = await addLead({ tags: ['hot', 'vip', vip.id, ' Hot '] });
    expect(lead.tags).toEqual(['hot', 'VIP']);
    expect(await tagNames()).toEqual(['VIP', 'hot']);
    const changed = await client.patch(`/api/v1/leads/${lead.id}`, { tags: [vip.id] });
    expect([changed.body.data.tags, changed.body.data.version]).toEqual([['VIP'], 2]);
    const same = await client.patch(`/api/v1/leads/${lead.id}`, { tags: ['vip'] });
    expect(same.body.data.version).toBe(2);
    for (const none of [[], null, '']) {
      await client.patch(`/api/v1/leads/${lead.id}`, { tags: ['vip'] });
      expect((await client.patch(`/api/v1/leads/${lead.id}`, { tags: none })).body.data.tags).toEqual([]);
    }
  });

  it('stand in lists, included records, batches, the documented mount and conflicts', async () => {
    const lead = await addLead({ tags: ['vip'] });
    expect((await client.get('/api/leads.php')).body.data[0].tags).toEqual(['vip']);
    await client.post('/api/v1/activities', { lead_id: lead.id, body: 'Hi' });
    expect((await client.get('/api/v1/activities?include=lead')).body.data[0].lead.tags).toEqual(['vip']);
    const operations = [
      { op: 'update', id: lead.id, data: { tags: ['a', 'b'] } },
      { op: 'create', data: { company: 'B', contact_name: 'C', tags: ['b', 'c'] } },
    ];
    const { results } = (await client.post('/api/v1/leads/batch', { operations })).body.data;
    expect(results.map((one: { data: { tags: string[] } }) => one.data.tags)).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const stale = await client.patch(`/api/v1/leads/${lead.id}`, { version: 1, company: 'X' });
    expect([stale.status, stale.body.data.tags]).toEqual([409, ['a', 'b']]);
  });

  it('are refused with a word of what is wrong', async () => {
    const other = await test.signedIn(await test.addTenant('Other'));
    const foreign = (await other.post('/api/v1/tags', { name: 'theirs' })).body.data.id;
    const lead = await addLead();
    const refused = async (tags: unknown) => {
      const answer = await client.patch(`/api/v1/leads/${lead.id}`, { tags });
      return [answer.status, answer.body.errors?.tags];
    };
    const missing = (id: number) => [422, `Tags must be names or ids of existing tags: there is no tag ${id}`];
    expect(await refused([foreign])).toEqual(missing(foreign));
    expect(await refused([999_999])).toEqual(missing(999_999));
    expect(await refused([true])).toEqual([422, 'Tags must be a list of names or ids of tags such as ["vip", 7]']);
    expect(await refused(['a,b'])).toEqual([422, 'Tags must not contain commas: give each tag by itself']);
    expect(await refused(['x'.repeat(51)])).toEqual([422, 'Each of Tags must be at most 50 characters']);
    expect(await refused(Array.from({ length: 51 }, (_, at) => `t${at}`))).toEqual([422, 'Tags must be at most 50']);
    expect(await tagNames()).toEqual([]);
    expect((await client.post('/api/v1/tags', { name: 'a,b' })).body.errors).toEqual({
      name: 'Name must not contain a comma',
    });
  });

  it('are made only by those whose role may, and a refused write leaves none behind', async () => {
    const permissions = { tags: { create: 'none' } };
    const role = (await client.post('/api/v1/roles', { name: 'Plain', base: 'rep', permissions })).body.data;
    await tenant.addUser(role.key, `plain${tenant.id}@example.com`);
    const plain = await test.signedIn(tenant, `plain${tenant.id}@example.com`);
    await addTag('vip');
    expect((await addLead({ tags: ['vip'] }, plain)).tags).toEqual(['vip']);
    const refused = await plain.post('/api/v1/leads', { company: 'A', contact_name: 'B', tags: ['new'] });
    expect(refused.body.errors).toEqual({
      tags: 'Tags must be names of existing tags: there is no "new", and your role may not add tags',
    });
    await client.post('/api/v1/leads', { company: '', contact_name: 'B', tags: ['new'] });
    await client.post('/api/v1/leads/batch', {
      operations: [{ op: 'create', data: { company: 'A', contact_name: 'B', tags: ['new'], owner_id: 999_999 } }],
    });
    expect(await tagNames()).toEqual(['vip']);
  });

  it('added by many at a time become one tag', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => addLead({ tags: ['rush', 'both'] })));
    expect(all.map((lead) => lead.tags)).toEqual(all.map(() => ['both', 'rush']));
    expect(await tagNames()).toEqual(['both', 'rush']);
  });
});

describe('tags as filters', () => {
  beforeEach(async () => {
    await addLead({ company: 'A', tags: ['x', 'y'] });
    await addLead({ company: 'B', tags: ['y'] });
    await addLead({ company: 'C' });
  });

  it('find records that have any of them, all, or none', async () => {
    expect(await found({ field: 'tags', op: 'has_any', value: ['X', 'z'] })).toEqual(['A']);
    expect(await found({ field: 'tags', op: 'has_all', value: ['x', 'y'] })).toEqual(['A']);
    expect(await found({ field: 'tags', op: 'has_all', value: ['x', 'nowhere'] })).toEqual([]);
    expect(await found({ field: 'tags', op: 'has_none', value: ['x'] })).toEqual(['B', 'C']);
    expect(await found({ field: 'tags', op: 'is_null' })).toEqual(['C']);
    expect(
      await found({
        or: [
          { field: 'tags', op: 'has_any', value: 'x' },
          { field: 'company', op: '=', value: 'C' },
        ],
      }),
    ).toEqual(['A', 'C']);
    expect((await client.get('/api/v1/leads?tags=x,y')).body.total).toBe(1);
    expect((await client.get('/api/v1/leads?tags=y&limit=1')).body).toMatchObject({
      total: 2,
      data: [{ company: 'B' }],
    });
    expect(await found({ field: 'tags', op: '=', value: 'x' })).toEqual({
      'filter.op': 'Tags takes has_any has_all has_none is_null not_null, not "="',
    });
  });

  it('group records, each under all of its tags', async () => {
    await client.post('/api/v1/opportunities', { name: 'Deal', amount: 10.5, tags: ['x'] });
    expect((await client.get('/api/v1/leads/groups?by=tags')).body.data).toEqual([
      { tags: 'x', count: 1 },
      { tags: 'y', count: 2 },
    ]);
    expect((await client.get('/api/v1/opportunities/groups?by=tags&sum=amount&tags=x')).body.data).toEqual([
      { tags: 'x', count: 1, sum_amount: 10.5 },
    ]);
  });
});

describe('a tag', () => {
  it('that is renamed has its new name everywhere, and undoing an older change still means it', async () => {
    const lead = await addLead({ tags: ['vpi'] });
    const change = await client.patch(`/api/v1/leads/${lead.id}`, { tags: [] });
    const [tag] = (await client.get('/api/v1/tags')).body.data;
    await client.patch(`/api/v1/tags/${tag.id}`, { name: 'VIP' });
    await client.post(`/api/v1/change-sets/${change.headers.get('x-change-set')}/undo`);
    expect(await tagsOf(lead.id)).toEqual(['VIP']);
    const { data } = (await client.get(`/api/v1/leads/${lead.id}/changes`)).body;
    expect(data.map((one: { after: { tags: string[] } }) => one.after.tags)).toEqual([['VIP'], [], ['VIP']]);
  });

  it('that is deleted is gone from every record, and back on them when it is restored', async () => {
    const lead = await addLead({ tags: ['old', 'new'] });
    const tag = (await client.get('/api/v1/tags?search=old')).body.data[0];
    await client.delete(`/api/v1/tags/${tag.id}`);
    expect(await tagsOf(lead.id)).toEqual(['new']);
    expect(await found({ field: 'tags', op: 'has_any', value: ['old'] })).toEqual([]);
    expect(await found({ field: 'tags', op: 'has_any', value: [tag.id] })).toEqual([]);
    await client.post(`/api/v1/tags/${tag.id}/restore`);
    expect(await tagsOf(lead.id)).toEqual(['new', 'old']);
    await client.delete(`/api/v1/tags/${tag.id}`);
    await client.delete(`/api/v1/tags/${tag.id}?purge=true`);
    expect(await tagsOf(lead.id)).toEqual(['new']);
    expect(await found({ field: 'tags', op: 'not_null' })).toEqual(['Acme']);
  });

  it('is merged into another: every record gets that one instead, which one undo takes back', async () => {
    const [a, b] = [await addTag('a'), await addTag('b')];
    const one = await addLead({ tags: ['a'] });
    const both = await addLead({ tags: ['a', 'b', 'c'] });
    const trashed = await addLead({ tags: ['a'] });
    await client.delete(`/api/v1/leads/${trashed.id}`);
    const merged = await client.post(`/api/v1/tags/${a.id}/merger`, { into_id: b.id });
    expect([merged.status, merged.body.data.changed]).toEqual([201, 2]);
    expect([await tagsOf(one.id), await tagsOf(both.id)]).toEqual([['b'], ['b', 'c']]);
    expect((await client.post(`/api/v1/leads/${trashed.id}/restore`)).body.data.tags).toEqual(['b']);
    expect(await tagNames()).toEqual(['b', 'c']);
    await client.post(`/api/v1/change-sets/${merged.body.data.change_set_id}/undo`);
    expect([await tagsOf(one.id), await tagsOf(both.id)]).toEqual([['a'], ['a', 'b', 'c']]);
    expect(await tagNames()).toEqual(['a', 'b', 'c']);
    expect((await client.post(`/api/v1/tags/${a.id}/merger`, { into_id: a.id })).body.errors).toEqual({
      into_id: 'Tag to merge into must be another tag',
    });
    expect((await client.post(`/api/v1/tags/${a.id}/merger`, { into_id: 999_999 })).status).toBe(422);
    expect((await client.post('/api/v1/tags/999999/merger', { into_id: a.id })).status).toBe(404);
  });

  it('that came with a record stays when that is undone, if others have it by now', async () => {
    const add = () => client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob', tags: ['fresh'] });
    const undo = (answer: { headers: Headers }) =>
      client.post(`/api/v1/change-sets/${answer.headers.get('x-change-set')}/undo`);
    const alone = await add();
    expect((await undo(alone)).body.data).toMatchObject({ restored: 2, skipped: [] });
    expect(await tagNames()).toEqual([]);
    const first = await add();
    const second = await add();
    expect((await undo(first)).body.data).toMatchObject({ restored: 1, skipped: [] });
    expect(await tagsOf(second.body.data.id)).toEqual(['fresh']);
  });
});
