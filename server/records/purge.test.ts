import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEveryTenant } from '#server/features/tenants/in-every-tenant.ts';
import { emptyTrash } from '#server/features/trash/empty-trash.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let owner: Owner;
let now = new Date();

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now } });
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  owner = await openOwner(test.ownerUrl);
});
afterAll(async () => {
  await owner.close();
  await test.close();
});

const create = async (path: string, body: object) => {
  const answer = await client.post(`/api/v1/${path}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const makeLead = (company: string) => create('leads', { company, contact_name: 'Jo' });
const idsOf = async (path: string) =>
  (await client.get(`/api/v1/${path}`)).body.data.map((one: { id: number }) => one.id);

describe('the trash', () => {
  it('lists what was deleted, with totals, search and filters of its own', async () => {
    const [kept, gone] = [await makeLead('Kept trashword'), await makeLead('Gone trashword')];
    await client.delete(`/api/v1/leads/${gone.id}`);
    expect(await idsOf('leads?trash=true')).toEqual([gone.id]);
    expect((await client.get('/api/v1/leads?trash=true')).body.total).toBe(1);
    expect(await idsOf('leads?trash=true&search=trashword')).toEqual([gone.id]);
    expect(await idsOf('leads?search=trashword')).toEqual([kept.id]);
    expect(await idsOf('leads?trash=true&status=WORKING')).toEqual([]);
    expect((await client.get('/api/v1/leads?trash=maybe')).body.errors).toEqual({
      trash: 'Trash must be true or false',
    });
    expect((await client.get('/api/v1/users?trash=true')).status).toBe(422);
  });

  it('gives a record up for good, only out of the trash, and forgets what the record said', async () => {
    const lead = await makeLead('Secretname');
    const path = `/api/v1/leads/${lead.id}`;
    expect((await client.delete(`${path}?purge=true`)).status).toBe(404);
    await client.delete(path);
    const purged = await client.delete(`${path}?purge=true`);
    expect([purged.status, purged.body.message]).toEqual([200, 'Lead deleted for good']);
    expect((await client.post(`${path}/restore`)).status).toBe(404);
    expect((await client.delete(`${path}?purge=true`)).status).toBe(404);
    const [left] = await owner.query<{ count: number }>(
      `select count(*)::int as count from changes where (before::text || coalesce(after::text, '')) like '%Secretname%'`,
    );
    expect(left?.count).toBe(0);
  });

  it('takes along what is nothing without the record, and takes the reference from the rest', async () => {
    const lead = await makeLead('Parent');
    const note = await create('activities', { lead_id: lead.id, body: 'Only here' });
    const deal = await create('opportunities', { lead_id: lead.id, name: 'Deal' });
    const both = await create('activities', { lead_id: lead.id, opportunity_id: deal.id, body: 'Here and there' });
    await client.delete(`/api/v1/leads/${lead.id}`);
    expect((await client.delete(`/api/v1/leads/${lead.id}?purge=true`)).status).toBe(200);
    expect((await client.get(`/api/v1/activities/${note.id}`)).status).toBe(404);
    expect((await client.get(`/api/v1/activities/${both.id}`)).body.data.lead_id).toBe(null);
    expect((await client.get(`/api/v1/opportunities/${deal.id}`)).body.data.lead_id).toBe(null);
  });

  it('is emptied of what has been there for 30 days', async () => {
    const [old, fresh] = [await makeLead('Old'), await makeLead('Fresh')];
    for (const { id } of [old, fresh]) await client.delete(`/api/v1/leads/${id}`);
    await owner.query(`update leads set deleted_at = now() - interval '31 days' where id = $1`, [old.id]);
    now = new Date();
    await emptyTrash(tenant.ctx);
    const left = await idsOf('leads?trash=true&limit=100');
    expect([left.includes(old.id), left.includes(fresh.id)]).toEqual([false, true]);
  });

  it('is emptied in every tenant, even where that fails in one', async () => {
    const other = await test.addTenant('Other');
    const done: number[] = [];
    const run = inEveryTenant(test.app, async (ctx) => {
      if (ctx.tenantId === tenant.id) throw new Error('broken');
      await emptyTrash(ctx);
      done.push(ctx.tenantId);
    });
    await expect(run).rejects.toThrow('failed for 1 of the tenants');
    expect(done).toEqual([other.id]);
  });
});
