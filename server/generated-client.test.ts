// A client that a public generator makes from the document: it has the right types, and it works.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateSource } from 'oazapfts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

const modules = join(import.meta.dirname, '../node_modules');
const run = promisify(execFile);

/** What a user of the client writes. */
const program = `
import * as crm from './client.ts';

crm.defaults.baseUrl = process.env.CRM_URL ?? '';
crm.defaults.headers = { cookie: process.env.CRM_COOKIE, 'x-csrf-token': process.env.CRM_TOKEN };

const created = await crm.postLeads({ company: 'Acme', contact_name: 'Jane Doe', c_industry: 'Steel' });
if (created.status !== 201) throw new Error(String(created.status));
const lead: crm.Lead = created.data.data;
const industry: 'Steel' | 'Wood' | null = lead.c_industry;

const listed = await crm.getLeads({ filter: JSON.stringify({ field: 'c_industry', op: '=', value: 'Steel' }), include: 'owner' });
if (listed.status !== 200) throw new Error(String(listed.status));
const owner: string | undefined = listed.data.data[0]?.owner?.name;

const changed = await crm.patchLeadsById(lead.id, { status: 'WORKING', version: lead.version });
if (changed.status !== 200) throw new Error(String(changed.status));
const stale = await crm.patchLeadsById(lead.id, { rating: 'HOT', version: lead.version });

const batch = await crm.postLeadsBatch({
  operations: [
    { op: 'create', data: { company: 'Bolt', contact_name: 'Bo' } },
    { op: 'update', id: lead.id, data: { rating: 'WARM' } },
  ],
});
if (batch.status !== 200) throw new Error(String(batch.status));
const undone = await crm.postChangeSetsByIdUndo(batch.data.data.change_set_id ?? 0, { on_conflict: 'fail' });
if (undone.status !== 200) throw new Error(String(undone.status));

const groups = await crm.getLeadsGroups({ by: 'status' });
const deleted = await crm.deleteLeadsById(lead.id);
const gone = await crm.getLeadsById(lead.id);
if (gone.status === 200) throw new Error('it is still there');

console.log(JSON.stringify({
  industry,
  owner,
  status: changed.data.data.status,
  stale: [stale.status, stale.status === 409 && stale.data.message],
  batch: batch.data.data.results.map((one) => one.status),
  restored: undone.data.data.restored,
  groups: groups.status === 200 && groups.data.data,
  deleted: deleted.status === 200 && deleted.data.message,
  gone: gone.data.message,
}));
`;

let test: TestApp;
let client: TestClient;
let folder: string;

beforeAll(async () => {
  test = await createTestApp();
  client = await test.signedIn(await test.addTenant());
  await client.post('/api/v1/fields', {
    object: 'leads',
    kind: 'option',
    label: 'Industry',
    options: ['Steel', 'Wood'],
  });
  folder = mkdtempSync(join(tmpdir(), 'arvelo-client-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'openapi.json'), (await client.get('/api/v1/openapi.json')).text);
  writeFileSync(join(folder, 'client.ts'), await generateSource(join(folder, 'openapi.json')));
  writeFileSync(join(folder, 'program.ts'), program);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await test.close();
});

const typesOf = async (file: string) => {
  const options =
    '--noEmit --strict --target es2024 --module nodenext --allowImportingTsExtensions --skipLibCheck --types node';
  const tsc = [join(modules, 'typescript/bin/tsc'), ...options.split(' '), file];
  return run(process.execPath, tsc, { cwd: folder }).then(
    () => 'right',
    ({ stdout }: { stdout: string }) => stdout,
  );
};

it('has types that know the fields of the organization', async () => {
  expect(await typesOf('program.ts')).toBe('right');
  writeFileSync(
    join(folder, 'wrong.ts'),
    "import { postLeads } from './client.ts';\nawait postLeads({ company: 'Acme', contact_name: 'Jo', c_industry: 'Gold' });",
  );
  expect(await typesOf('wrong.ts')).toContain('"Gold"');
});

it('creates, lists, filters, changes, batches, undoes and deletes', async () => {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const env = { CRM_URL: test.url, CRM_COOKIE: cookie, CRM_TOKEN: client.csrfToken };
  const { stdout } = await run(process.execPath, ['program.ts'], { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual({
    industry: 'Steel',
    owner: 'Ada Admin',
    status: 'WORKING',
    stale: [409, 'The record has changed since you read it'],
    batch: [201, 200],
    restored: 2,
    groups: [{ status: 'WORKING', count: 1 }],
    deleted: 'Lead deleted',
    gone: 'Not found',
  });
});
