// Kept views: what they may name, who is shown them, and that nothing that becomes of a field breaks them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { objects } from '#shared/objects/registry.ts';
import { missingFields, withoutFields } from '#shared/views.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
/** Rita leads the team that Tom's team is part of; Olga is in no team. */
const people: Record<string, { id: number; client: TestClient }> = {};

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
  const sales = (await admin.post('/api/v1/teams', { name: 'Sales' })).body.data;
  const north = (await admin.post('/api/v1/teams', { name: 'North', parent_id: sales.id })).body.data;
  const teams = { rita: sales.id, tom: north.id, tina: north.id, olga: null };
  for (const [name, team] of Object.entries(teams)) {
    const id = await tenant.addUser('rep', `${name}@example.com`);
    await admin.patch(`/api/v1/users/${id}`, { team_id: team });
    people[name] = { id, client: await test.signedIn(tenant, `${name}@example.com`) };
  }
});
afterAll(() => test.close());

const as = (name: string) => people[name]?.client as TestClient;
const hot = { object: 'leads', name: 'Hot', filter: { and: [{ field: 'rating', op: '=', value: 'HOT' }] } };
const make = async (client: TestClient, view: object) => {
  const answer = await client.post('/api/v1/views', { ...hot, ...view });
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body.data;
};
const namesSeenBy = async (client: TestClient) =>
  (await client.get('/api/v1/views?object=leads&sort=name')).body.data.map((one: { name: string }) => one.name);

describe('what a view says', () => {
  it('is kept as it was given, belongs to whoever made it, and is private unless told otherwise', async () => {
    const settings = {
      sort: '-created_at,company',
      columns: [{ field: 'company', width: 240 }, { field: 'status' }],
      layout: 'board',
      board_by: 'status',
    };
    const view = await make(as('tom'), { name: 'Kept', ...settings });
    expect(view).toMatchObject({ ...settings, filter: hot.filter, visibility: 'private', owner_id: people.tom?.id });
    const list = await as('tom').get(
      `/api/v1/leads?filter=${encodeURIComponent(JSON.stringify(view.filter))}&sort=${view.sort}`,
    );
    expect(list.status).toBe(200);
  });

  const refusals: [string, object, Record<string, unknown>][] = [
    ['an object that there is not', { object: 'cars' }, { object: expect.stringContaining('must be one of leads') }],
    ['an object without pages of its own', { object: 'shares' }, { object: expect.stringContaining('must be one of') }],
    [
      'a field that there is not in the filter',
      { filter: { and: [{ field: 'ratin', op: '=', value: 'HOT' }] } },
      { 'filter.and.0.field': 'Leads have no field "ratin": did you mean rating?' },
    ],
    [
      'a value that the field never has',
      { filter: { field: 'rating', op: '=', value: 'BOILING' } },
      { 'filter.value': 'Rating must be one of HOT, WARM, COLD' },
    ],
    ['an order that there is not', { sort: 'age' }, { sort: expect.stringContaining('Sort takes id, company') }],
    [
      'a column that there is not',
      { columns: [{ field: 'company' }, { field: 'age' }] },
      { 'columns.1': 'Leads have no field "age"' },
    ],
    [
      'a column twice',
      { columns: [{ field: 'company' }, { field: 'company' }] },
      { 'columns.1': 'company is a column already' },
    ],
    [
      'a width beyond reason',
      { columns: [{ field: 'company', width: 5000 }] },
      { 'columns.0': 'Width must be a whole number from 60 to 800' },
    ],
    [
      'a column with more in it',
      { columns: [{ field: 'company', color: 'red' }] },
      { 'columns.0': 'A column has field and width, not "color"' },
    ],
    ['a board by something else', { board_by: 'company' }, { board_by: 'Board by takes status, rating' }],
    ['a board by nothing', { layout: 'board' }, { board_by: 'A board needs the field that its columns are of' }],
    ['a team where there is none', { visibility: 'team' }, { visibility: expect.stringContaining('in a team') }],
  ];
  it.each(refusals)('is refused when it names %s', async (_what, wrong, errors) => {
    const answer = await as('olga').post('/api/v1/views', { ...hot, ...wrong });
    expect([answer.status, answer.body.errors]).toEqual([422, errors]);
  });

  it('names only what the role of its maker sees', async () => {
    const role = (
      await admin.post('/api/v1/roles', { name: 'Blind', base: 'rep', fields: { leads: { rating: 'hidden' } } })
    ).body.data;
    const id = await tenant.addUser('rep', 'blind@example.com');
    await admin.patch(`/api/v1/users/${id}`, { role: role.key });
    const blind = await test.signedIn(tenant, 'blind@example.com');
    const answer = await blind.post('/api/v1/views', { ...hot, columns: [{ field: 'rating' }] });
    expect(Object.keys(answer.body.errors)).toEqual(['filter.and.0.field', 'columns.0']);
    const changed = await blind.patch(`/api/v1/views/${(await make(blind, { filter: {} })).id}`, { sort: 'rating' });
    expect([changed.status, Object.keys(changed.body.errors)]).toEqual([422, ['sort']]);
  });

  it('stays with its object', async () => {
    const view = await make(as('olga'), { name: 'Stays' });
    const answer = await as('olga').patch(`/api/v1/views/${view.id}`, { object: 'contacts' });
    expect(answer.body.errors).toEqual({ object: 'A view stays with its object: make another one' });
  });
});

describe('who is shown a view', () => {
  it('private: its owner; team: the owner’s team and those below; everyone: everyone. Lists, counts and single reads agree', async () => {
    const own = await make(as('rita'), { name: 'r private' });
    await make(as('rita'), { name: 'r team', visibility: 'team' });
    await make(as('rita'), { name: 'r all', visibility: 'everyone' });
    await make(as('tom'), { name: 't team', visibility: 'team' });
    const seen: Record<string, string[]> = {};
    for (const name of ['rita', 'tom', 'tina', 'olga']) {
      const names = await namesSeenBy(as(name));
      seen[name] = names.filter((one: string) => /^[rt] /.test(one));
      expect((await as(name).get('/api/v1/views?object=leads')).body.total).toBe(names.length);
    }
    expect(seen).toEqual({
      rita: ['r all', 'r private', 'r team'],
      tom: ['r all', 'r team', 't team'],
      tina: ['r all', 'r team', 't team'],
      olga: ['r all'],
    });
    expect((await namesSeenBy(admin)).includes('r private')).toBe(false);
    expect((await admin.get(`/api/v1/views/${own.id}`)).status).toBe(404);
    expect((await admin.patch(`/api/v1/views/${own.id}`, { name: 'mine' })).status).toBe(404);
  });

  it('only its owner changes it, and managers where it is shown to them', async () => {
    const view = await make(as('tom'), { name: 'Toms', visibility: 'everyone' });
    const path = `/api/v1/views/${view.id}`;
    expect((await as('olga').patch(path, { name: 'x' })).status).toBe(403);
    expect((await as('olga').delete(path)).status).toBe(403);
    expect((await admin.patch(path, { position: 3 })).body.data.position).toBe(3);
    expect((await as('tom').patch(path, { visibility: 'private' })).status).toBe(200);
    expect((await as('olga').get(path)).status).toBe(404);
  });

  it('can be a single person, by sharing it', async () => {
    const view = await make(as('tom'), { name: 'For Olga' });
    expect((await as('olga').get(`/api/v1/views/${view.id}`)).status).toBe(404);
    await as('tom').post(`/api/v1/views/${view.id}/shares`, { user_id: people.olga?.id });
    expect((await as('olga').get(`/api/v1/views/${view.id}`)).status).toBe(200);
    const access = (await as('tom').get(`/api/v1/views/${view.id}/access`)).body.data;
    expect(access.map((one: { user_id: number; read: string[] }) => [one.user_id, one.read])).toEqual(
      expect.arrayContaining([
        [people.tom?.id, ['owner']],
        [people.olga?.id, ['share']],
      ]),
    );
  });

  it('is not laid among those of others', async () => {
    const answer = await as('tom').post('/api/v1/views', { ...hot, owner_id: people.olga?.id });
    expect(answer.body.errors).toEqual({ owner_id: 'A view belongs to whoever makes it' });
    expect((await admin.post('/api/v1/views', { ...hot, owner_id: people.olga?.id })).status).toBe(201);
  });
});

describe('what becomes of a view', () => {
  it('is versioned, undone, put into the trash and taken out of it like any record', async () => {
    const view = await make(as('tom'), { name: 'First' });
    const path = `/api/v1/views/${view.id}`;
    const changed = await as('tom').patch(path, { name: 'Second', version: view.version });
    expect(changed.body.data.version).toBe(2);
    expect((await as('tom').patch(path, { name: 'Third', version: view.version })).status).toBe(409);
    const undone = await as('tom').post(`/api/v1/change-sets/${changed.headers.get('x-change-set')}/undo`);
    expect([undone.status, (await as('tom').get(path)).body.data.name]).toEqual([200, 'First']);
    await as('tom').delete(path);
    expect((await as('tom').get(path)).status).toBe(404);
    expect((await as('tom').post(`${path}/restore`)).body.data.name).toBe('First');
  });

  it('a field that goes leaves it readable and changeable, and it can be told what it misses', async () => {
    const field = { object: 'leads', kind: 'text', label: 'Colour', key: 'c_colour' };
    expect((await admin.post('/api/v1/fields', field)).status).toBe(201);
    const filter = {
      and: [{ field: 'c_colour', op: '=', value: 'red' }, { not: { field: 'rating', op: '=', value: 'COLD' } }],
    };
    const columns = [{ field: 'company' }, { field: 'c_colour' }];
    const view = await make(admin, { name: 'Red', filter, columns, sort: 'c_colour,company' });
    expect((await admin.delete('/api/v1/fields/leads.c_colour')).status).toBe(200);
    const read = (await admin.get(`/api/v1/views/${view.id}`)).body.data;
    expect(read).toMatchObject({ filter, columns, sort: 'c_colour,company' });
    const renamed = await admin.patch(`/api/v1/views/${view.id}`, { name: 'Was red' });
    expect(renamed.status).toBe(200);
    expect((await admin.patch(`/api/v1/views/${view.id}`, { filter })).status).toBe(200);
    const refused = await admin.patch(`/api/v1/views/${view.id}`, { filter: filter.and[0] });
    expect(refused.body.errors).toMatchObject({ 'filter.field': expect.stringContaining('c_colour') });
    const definitions = (name: string) => Reflect.get(objects, name);
    expect(missingFields(definitions, 'leads', read)).toEqual(['c_colour']);
    expect(withoutFields(read, ['c_colour'])).toMatchObject({
      filter: { and: [{ not: { field: 'rating', op: '=', value: 'COLD' } }] },
      columns: [{ field: 'company' }],
      sort: 'company',
    });
  });
});
