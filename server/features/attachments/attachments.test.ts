import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { sendFile } from '#server/testing/upload.ts';
import { cleanUpFiles } from './clean-up-files.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let leadId: number;
let now = new Date('2026-05-01T12:00:00Z');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now } });
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  leadId = (await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob' })).body.data.id;
});
afterAll(() => test.close());

const addFile = (
  content: Buffer | string,
  name = 'note.txt',
  { by = client, to = `leads/${leadId}`, part = 'file' }: { by?: TestClient; to?: string; part?: string } = {},
) => sendFile(by, { to, content, name, part });
const download = (id: number, by = client) =>
  fetch(`${test.url}/api/v1/attachments/${id}/content`, {
    headers: { cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
/** Every file that the storage holds, and what is left of uploads. */
const storedFiles = () =>
  readdirSync(dirname(test.app.files.incoming), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .length;

describe('a file on a record', () => {
  it('is kept as it came and downloaded under its name, never shown', async () => {
    const added = await addFile(PNG, 'Übersicht "1".png');
    expect([added.status, added.body.data]).toEqual([
      201,
      expect.objectContaining({
        name: 'Übersicht 1 .png',
        content_type: 'image/png',
        size: PNG.length,
        lead_id: leadId,
      }),
    ]);
    expect(added.headers.get('location')).toBe(`/api/v1/attachments/${added.body.data.id}`);
    const answer = await download(added.body.data.id);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="_bersicht 1 .png"; filename*=UTF-8''%C3%9Cbersicht%201%20.png`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('never names a folder, and what a browser could run comes as bytes', async () => {
    for (const [name, kept] of [
      ['../../etc/passwd', 'passwd'],
      ['..\\..\\boot.ini', 'boot.ini'],
      ['.htaccess', 'htaccess'],
      ['a\u202etxt.pHaR', 'a txt.pHaR'],
      [`${'x'.repeat(300)}.txt`, `${'x'.repeat(196)}.txt`],
    ] as const) {
      expect((await addFile('hello', name)).body.data.name).toBe(kept);
    }
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    for (const [name, content] of [
      ['a.svg', svg],
      ['a.html', '<!doctype html><script>alert(1)</script>'],
    ] as const) {
      const { id } = (await addFile(content, name)).body.data;
      expect((await download(id)).headers.get('content-type')).toMatch(/^(text\/plain|application\/octet-stream)/);
    }
  });

  it('is refused with a word of what is wrong, and leaves nothing behind', async () => {
    const before = storedFiles();
    const refusal = async (...args: Parameters<typeof addFile>) => {
      const { status, body } = await addFile(...args);
      return [status, body.errors?.file];
    };
    expect(await refusal('', 'empty.txt')).toEqual([422, 'File is empty']);
    expect(await refusal('not a picture', 'a.png')).toEqual([422, 'File is named .png, but its content is text/plain']);
    expect(await refusal(PNG, 'a.pdf')).toEqual([422, 'File is named .pdf, but its content is image/png']);
    expect(await refusal(Buffer.from('\x7fELF\x02\x01\x01\0'.padEnd(64, '\0'), 'latin1'), 'a')).toEqual([
      415,
      'Programs cannot be attached',
    ]);
    expect(await refusal(Buffer.alloc(1_048_577, 1), 'big.bin')).toEqual([413, 'File must be at most 1 MB']);
    expect(await refusal('hello', 'a.txt', { part: 'other' })).toEqual([
      422,
      'File is required: send it as the part `file` of multipart/form-data',
    ]);
    const send = (type: string, body: string) =>
      client.send(`/api/v1/leads/${leadId}/attachments`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await send('application/json', '{}')).status).toBe(422);
    expect((await send('multipart/form-data', 'x')).status).toBe(422);
    expect(
      (
        await send(
          'multipart/form-data; boundary=x',
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nab',
        )
      ).status,
    ).toBe(422);
    expect(
      (
        await client.send('/api/v1/leads', {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: '--x--',
        })
      ).status,
    ).toBe(415);
    expect((await addFile('x', 'a.txt', { to: 'leads/999999' })).status).toBe(404);
    expect((await client.post('/api/v1/attachments', { name: 'x' })).status).toBe(405);
    expect(storedFiles()).toBe(before);
  });

  it('takes only the kinds that the installation takes', async () => {
    const strict = await createTestApp({ attachmentTypes: ['image/*'] });
    const by = await strict.signedIn(await strict.addTenant());
    const { id } = (await by.post('/api/v1/leads', { company: 'A', contact_name: 'B' })).body.data;
    expect((await addFile(PNG, 'a.png', { by, to: `leads/${id}` })).status).toBe(201);
    expect((await addFile('text', 'a.txt', { by, to: `leads/${id}` })).body.errors).toEqual({
      file: 'Files of the kind text/plain cannot be attached, only image/*',
    });
    await strict.close();
  });

  it('is listed, renamed, deleted, restored and undone like any record', async () => {
    const { id } = (await addFile('hello', 'plan.txt')).body.data;
    const list = await client.get(`/api/v1/attachments?lead_id=${leadId}&search=plan`);
    expect(list.body.data.map((one: { id: number }) => one.id)).toEqual([id]);
    const renamed = await client.patch(`/api/v1/attachments/${id}`, { name: 'Plan B.txt' });
    expect(renamed.body.data.name).toBe('Plan B.txt');
    expect((await client.patch(`/api/v1/attachments/${id}`, { key: '1/x' })).status).toBe(422);
    const deleted = await client.delete(`/api/v1/attachments/${id}`);
    expect((await download(id)).status).toBe(404);
    await client.post(`/api/v1/change-sets/${deleted.headers.get('x-change-set')}/undo`);
    expect(await (await download(id)).text()).toBe('hello');
  });

  it('goes with its record when that is given up for good, the bytes too', async () => {
    const lead = (await client.post('/api/v1/leads', { company: 'Gone', contact_name: 'Bob' })).body.data.id;
    const before = storedFiles();
    const { id } = (await addFile('hello', 'a.txt', { to: `leads/${lead}` })).body.data;
    await client.delete(`/api/v1/leads/${lead}`);
    await client.delete(`/api/v1/leads/${lead}?purge=true`);
    expect((await client.get(`/api/v1/attachments/${id}`)).status).toBe(404);
    expect(storedFiles()).toBe(before + 1);
    await cleanUpFiles(tenant.ctx);
    expect(storedFiles()).toBe(before);
  });

  it('that arrived without its record is swept away after an hour, and no other', async () => {
    const { id } = (await addFile('stays')).body.data;
    const before = storedFiles();
    // The record is refused when the file is there already: here by a key that another request has used.
    const headers = { 'idempotency-key': `used-${leadId}` };
    await client.send(`/api/v1/leads/${leadId}`, { method: 'PATCH', headers, body: { phone: '1' } });
    const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nlost\r\n--x--\r\n';
    const refused = await client.send(`/api/v1/leads/${leadId}/attachments`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
      body: form,
    });
    expect([refused.status, storedFiles()]).toEqual([422, before + 1]);
    await cleanUpFiles(tenant.ctx);
    expect(storedFiles()).toBe(before + 1);
    now = new Date(now.getTime() + 3_600_001);
    await cleanUpFiles(tenant.ctx);
    expect(storedFiles()).toBe(before);
    expect(await (await download(id)).text()).toBe('stays');
  });
});

describe('who reaches a file', () => {
  it('is who reaches its record: to read it those who see it, to add and delete those who change it', async () => {
    const permissions = { leads: { read: 'all', update: 'own' } };
    const narrow = { leads: { read: 'own', update: 'own' } };
    const make = async (name: string, rights: object) => {
      const role = (await client.post('/api/v1/roles', { name, base: 'rep', permissions: rights })).body.data;
      await tenant.addUser(role.key, `${name}@example.com`);
      return test.signedIn(tenant, `${name}@example.com`);
    };
    const [reader, outsider] = [await make('reader', permissions), await make('outsider', narrow)];
    const { id } = (await addFile('secret')).body.data;
    const own = (await outsider.post('/api/v1/leads', { company: 'Own', contact_name: 'B' })).body.data.id;
    const mine = (await addFile('mine', 'a.txt', { by: outsider, to: `leads/${own}` })).body.data.id;
    expect((await download(id, reader)).status).toBe(200);
    expect((await addFile('x', 'a.txt', { by: reader })).status).toBe(403);
    expect((await reader.delete(`/api/v1/attachments/${id}`)).status).toBe(403);
    expect((await download(id, outsider)).status).toBe(404);
    expect((await addFile('x', 'a.txt', { by: outsider })).status).toBe(404);
    expect((await outsider.delete(`/api/v1/attachments/${id}`)).status).toBe(404);
    expect((await outsider.get('/api/v1/attachments')).body.data.map((one: { id: number }) => one.id)).toEqual([mine]);
    expect((await outsider.delete(`/api/v1/attachments/${mine}`)).status).toBe(200);
    const other = await test.signedIn(await test.addTenant('Other'));
    expect((await download(id, other)).status).toBe(404);
    const token = client.csrfToken;
    client.csrfToken = '';
    expect((await addFile('x')).status).toBe(403);
    client.csrfToken = token;
  });
});
