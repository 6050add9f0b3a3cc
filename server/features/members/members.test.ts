import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let now = new Date();
let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now } });
  tenant = await test.addTenant('Northwind');
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com` });
const invitations = async () => (await admin.get('/api/v1/invitations')).body.data;
const join = (url: string) =>
  test.visitor().post('/join', { token: new URL(url).searchParams.get('token'), password: 'can we fix it? yes' });

describe('invitations', () => {
  it('add a member with a link that works once, and are listed until then', async () => {
    const team = (await admin.post('/api/v1/teams', { name: 'North' })).body.data.id;
    const made = await admin.post('/api/v1/invitations', { ...person('Bob'), role: 'manager', team_id: team });
    expect(made.status).toBe(201);
    const { id, url } = made.body.data;
    expect((await admin.get(`/api/v1/users/${id}`)).body.data).toMatchObject({ role: 'manager', team_id: team });
    expect(await invitations()).toMatchObject([{ id, name: 'Bob', role: 'manager', has_joined: false }]);
    expect(JSON.stringify(await invitations())).not.toContain(new URL(url).searchParams.get('token'));
    expect((await join(url)).status).toBe(200);
    expect((await join(url)).status).toBe(422);
    expect(await invitations()).toEqual([]);
  });

  it('can be revoked, once, and end by themselves', async () => {
    const { id, url } = (await admin.post('/api/v1/invitations', person('Cleo'))).body.data;
    expect((await admin.delete(`/api/v1/invitations/${id}`)).status).toBe(200);
    expect((await admin.delete(`/api/v1/invitations/${id}`)).status).toBe(404);
    expect((await join(url)).status).toBe(422);
    await admin.post(`/api/v1/users/${id}/invitation`);
    expect(await invitations()).toHaveLength(1);
    now = new Date(now.getTime() + 7 * 24 * 3_600_000);
    admin = await test.signedIn(tenant);
    expect(await invitations()).toEqual([]);
  });

  it('name the field that is wrong, and make nobody then', async () => {
    const answer = await admin.post('/api/v1/invitations', { name: 'X', email: 'nonsense', role: 'king' });
    expect([answer.status, Object.keys(answer.body.errors).sort()]).toEqual([422, ['email', 'role']]);
    const taken = await admin.post('/api/v1/invitations', person('Bob'));
    expect(taken.status).toBe(409);
  });

  it('are for admins, as is who was last here when', async () => {
    await tenant.addUser('manager', 'manager@example.com');
    const manager = await test.signedIn(tenant, 'manager@example.com');
    const calls = [
      manager.get('/api/v1/invitations'),
      manager.post('/api/v1/invitations', person('Dora')),
      manager.delete('/api/v1/invitations/1'),
      manager.get('/api/v1/sign-ins'),
    ];
    for (const answer of await Promise.all(calls)) expect(answer.status).toBe(403);
    const [me] = (await admin.get('/api/v1/sign-ins')).body.data;
    expect(me).toMatchObject({ user_id: tenant.adminId, has_joined: true, last_seen_at: expect.any(String) });
  });
});

describe('handing over', () => {
  it('gives all that somebody owns to another one and deactivates them; one undo brings all of it back', async () => {
    const from = await tenant.addUser('rep', 'leaver@example.com');
    const to = await tenant.addUser('rep', 'heir@example.com');
    const lead = { company: 'Acme', contact_name: 'Ann', owner_id: from };
    const id = (await admin.post('/api/v1/leads', lead)).body.data.id;
    const note = (await admin.post('/api/v1/activities', { lead_id: id, body: 'Hi', owner_id: from })).body.data.id;
    await admin.post('/api/v1/tasks', { title: 'Call', lead_id: id, owner_id: from });
    const done = await admin.post(`/api/v1/users/${from}/handover`, { to_id: to });
    expect(done).toMatchObject({ status: 201, body: { data: { changed: 2 } } });
    const ownerOf = async (path: string) => (await admin.get(path)).body.data.owner_id;
    expect(await ownerOf(`/api/v1/leads/${id}`)).toBe(to);
    expect(await ownerOf(`/api/v1/activities/${note}`)).toBe(from);
    expect((await admin.get(`/api/v1/users/${from}`)).body.data.active).toBe(false);
    expect((await admin.post(`/api/v1/change-sets/${done.body.data.change_set_id}/undo`)).status).toBe(200);
    expect(await ownerOf(`/api/v1/leads/${id}`)).toBe(from);
    expect((await admin.get(`/api/v1/users/${from}`)).body.data.active).toBe(true);
  });

  it.each([
    ['to_id', { to_id: 999_999 }],
    ['to_id', { to_id: 'x' }],
    ['to_id', { deactivate: false }],
    ['objects', { objects: ['users'] }],
    ['deactivate', { deactivate: 'yes' }],
    ['colour', { colour: 'red' }],
  ])('names %s where it is wrong', async (field, body) => {
    const id = await tenant.addUser('rep', `stays${Math.random()}@example.com`);
    const answer = await admin.post(`/api/v1/users/${id}/handover`, body);
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
  });

  it('leaves at least one admin', async () => {
    const answer = await admin.post(`/api/v1/users/${tenant.adminId}/handover`, {});
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, ['active']]);
  });
});

describe('the organization', () => {
  it('is read by everybody and renamed by admins', async () => {
    const rep = await test.signedIn(tenant, 'heir@example.com');
    expect((await rep.get('/api/v1/organization')).body.data).toMatchObject({ name: 'Northwind', currency: 'USD' });
    expect((await rep.patch('/api/v1/organization', { name: 'Mine' })).status).toBe(403);
    expect((await admin.patch('/api/v1/organization', { name: '' })).body.errors).toEqual({ name: 'Name is required' });
    expect((await admin.patch('/api/v1/organization', { name: 'Southwind' })).body.data.name).toBe('Southwind');
    expect((await rep.get('/api/v1/session')).body.data.organization.name).toBe('Southwind');
  });
});
