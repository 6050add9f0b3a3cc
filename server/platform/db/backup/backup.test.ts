import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '#server/platform/db/setup.ts';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { createEmptyDatabase } from '#server/testing/database.ts';
import { openOwner } from '#server/testing/owner.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let test: TestApp;
let acme: TestTenant;
let other: TestTenant;
let client: TestClient;
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'arvelo-backup-test-'));
  test = await createTestApp();
  acme = await test.addTenant('Acme');
  other = await test.addTenant('Other');
  client = await test.signedIn(acme);
  await client.post('/api/v1/fields', { object: 'leads', kind: 'text', label: 'Mood' });
  const operations = Array.from({ length: 300 }, (_, at) => ({
    op: 'create',
    data: {
      company: `Ünïcode \\N\t${at}`,
      contact_name: 'Zoë "Q"',
      status: at % 2 ? 'WORKING' : 'NEW',
      c_mood: `😀 ${at}`,
    },
  }));
  await client.post('/api/v1/leads/batch', { operations });
  await client.post('/api/v1/opportunities', { name: 'Deal', amount: 12.34, lead_id: await firstLead() });
  await (await test.signedIn(other)).post('/api/v1/leads', { company: 'Secret', contact_name: 'Else' });
});
afterAll(async () => {
  await test.close();
  rmSync(place, { recursive: true });
});

const firstLead = async () => (await client.get('/api/v1/leads?limit=1')).body.data[0].id;

let written = 0;
async function backUp(
  more: Partial<Parameters<typeof writeBackup>[0]> = {},
): Promise<{ folder: string; manifest: Manifest }> {
  written += 1;
  const folder = join(place, `backup-${written}`);
  const manifest = await writeBackup({
    ownerUrl: test.ownerUrl,
    folder,
    product: 'test',
    tenant: null,
    files: null,
    ...more,
  });
  return { folder, manifest };
}

/** Restores into a new database and gives it to `look`. */
async function restored<T>(folder: string, look: (ownerUrl: string) => Promise<T>): Promise<T> {
  const database = await createEmptyDatabase();
  try {
    const manifest = await readManifest(folder);
    await asOwner(database.ownerUrl, (owner) => restoreBackup(owner, { folder, manifest }));
    return await look(database.ownerUrl);
  } finally {
    await database.drop();
  }
}

async function digestsOf(ownerUrl: string, tenantId?: number): Promise<Record<string, string>> {
  const owner = await openOwner(ownerUrl);
  try {
    // Another cluster numbers its transactions anew.
    const { changes: _changes, ...digests } = await owner.digests(tenantId);
    const [changes] = await owner.query<{ digest: string }>(
      `select count(*) || md5(string_agg((to_jsonb(c) - 'tx')::text, ',' order by id)) as digest from changes c where tenant_id = coalesce($1, tenant_id)`,
      [tenantId ?? null],
    );
    return { ...digests, changes: changes?.digest ?? '' };
  } finally {
    await owner.close();
  }
}

const keptElsewhere = ['sessions', 'installation', 'migrations', 'server_processes', 'sign_in_failures'];
const without = (digests: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(digests).filter(([name]) => !names.includes(name)));

describe('a backup', () => {
  it('brings every row of every table back, into an empty database', async () => {
    const { folder } = await backUp();
    const before = await digestsOf(test.ownerUrl);
    const after = await restored(folder, digestsOf);
    expect(without(after, keptElsewhere)).toEqual(without(before, keptElsewhere));
    expect(after.leads).toMatch(/^301 /);
  });

  it('is as of one moment, whatever is written meanwhile', async () => {
    const writing = Array.from({ length: 40 }, (_, at) =>
      client.post('/api/v1/leads', { company: `During ${at}`, contact_name: 'x' }),
    );
    const { folder } = await backUp();
    await Promise.all(writing);
    await restored(folder, async (ownerUrl) => {
      const owner = await openOwner(ownerUrl);
      const [row] = await owner.query(
        `select (select count(*) from leads) as leads,
          (select sum(count) from rollups where object = 'leads' and dims = 'source_id' and measure = '') as kept,
          (select count(*) from changes where object = 'leads' and action = 'create') as changes`,
      );
      await owner.close();
      expect(row?.kept).toBe(row?.leads);
      expect(row?.changes).toBe(row?.leads);
    });
  });

  it('of one organization holds nothing of another', async () => {
    const { folder, manifest } = await backUp({ tenant: { id: acme.id, name: 'Acme' } });
    await restored(folder, async (ownerUrl) => {
      const owner = await openOwner(ownerUrl);
      expect(await owner.query('select name from tenants')).toEqual([{ name: 'Acme' }]);
      expect(await owner.query("select 1 from leads where company = 'Secret'")).toEqual([]);
      expect(await owner.query('select distinct tenant_id from logins')).toEqual([{ tenant_id: acme.id }]);
      await owner.close();
      expect(await digestsOf(ownerUrl, acme.id)).toMatchObject(
        without(await digestsOf(test.ownerUrl, acme.id), keptElsewhere),
      );
    });
    expect(manifest.tables.map((table) => table.name)).not.toContain('installation');
  });

  it('holds no sessions and gives no id a second time', async () => {
    const { folder, manifest } = await backUp();
    expect(manifest.tables.map((table) => table.name)).not.toContain('sessions');
    const last = await firstLead();
    await restored(folder, async (ownerUrl) => {
      const owner = await openOwner(ownerUrl);
      const [row] = await owner.query("select nextval(pg_get_serial_sequence('leads', 'id')) as id");
      await owner.close();
      expect(row?.id).toBeGreaterThan(last);
    });
  });

  it('takes uploaded files along, of one organization only its own', async () => {
    const dataDir = join(place, 'data');
    for (const id of [acme.id, other.id]) {
      await mkdir(join(dataDir, 'files', String(id)), { recursive: true });
      await writeFile(join(dataDir, 'files', String(id), 'one.bin'), `file of ${id}`);
    }
    await writeFile(join(dataDir, 'secret-key'), 'key');
    const whole = await backUp({ files: { dataDir, store: null } });
    expect(whole.manifest.files.map((file) => file.path).sort()).toEqual(
      ['data/secret-key', `data/files/${acme.id}/one.bin`, `data/files/${other.id}/one.bin`].sort(),
    );
    const one = await backUp({ files: { dataDir, store: null }, tenant: { id: acme.id, name: 'Acme' } });
    expect(one.manifest.files.map((file) => file.path)).toEqual([`data/files/${acme.id}/one.bin`]);
  });

  it('whose file was changed or is missing is refused, and nothing is restored', async () => {
    const { folder } = await backUp();
    const leads = join(folder, 'tables', 'leads.copy.zst');
    const bytes = await readFile(leads);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 5] = (damaged[bytes.length - 5] ?? 0) ^ 1;
    const refusals: string[] = [];
    const attempt = async () => {
      const database = await createEmptyDatabase();
      await asOwner(database.ownerUrl, async (owner) => {
        const manifest = await readManifest(folder);
        await restoreBackup(owner, { folder, manifest }).catch((error) => refusals.push(error.message));
        expect((await owner.query('select 1 from tenants')).rowCount).toBe(0);
      });
      await database.drop();
    };
    await writeFile(leads, damaged);
    await attempt();
    await rename(leads, `${leads}.gone`);
    await attempt();
    expect(refusals[0]).toMatch(/leads\.copy\.zst was changed or damaged/);
    expect(refusals[1]).toMatch(/leads\.copy\.zst is missing/);
    await writeFile(join(folder, 'manifest.json'), '{"format": 1}');
    await expect(readManifest(folder)).rejects.toThrow(/manifest\.json was changed or damaged/);
  });

  it('is not restored over an organization', async () => {
    const { folder, manifest } = await backUp();
    await expect(asOwner(test.ownerUrl, (owner) => restoreBackup(owner, { folder, manifest }))).rejects.toThrow(
      /holds the organization/,
    );
  });

  it('leaves no half folder behind when it fails', async () => {
    const folder = join(place, 'none');
    const input = { ownerUrl: `${test.ownerUrl}_missing`, folder, product: 'test', tenant: null, files: null };
    await expect(writeBackup(input)).rejects.toThrow();
    expect((await readdir(place)).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});

describe('the change feed', () => {
  it('goes on after a restore with a cursor of before it, and skips nothing', async () => {
    const first = await client.get('/api/v1/changes?limit=5');
    const { folder } = await backUp();
    await restored(folder, async (ownerUrl) => {
      const again = await createTestApp({ ownerUrl });
      try {
        const person = again.visitor();
        await person.signIn(acme.adminEmail, testPassword);
        const lead = await person.post('/api/v1/leads', { company: 'After', contact_name: 'x' });
        const seen: number[] = first.body.data.map((change: { id: number }) => change.id);
        let cursor = first.body.next_cursor;
        const readOn = async () => {
          const { body } = await person.get(`/api/v1/changes?limit=1000&since=${cursor}`);
          seen.push(...body.data.map((change: { id: number }) => change.id));
          cursor = body.next_cursor;
          return new Set(seen);
        };
        const owner = await openOwner(ownerUrl);
        const all = await owner.query<{ id: number }>('select id from changes where tenant_id = $1 order by id', [
          acme.id,
        ]);
        await owner.close();
        // A change shows once no transaction of the whole cluster that began before it is under way.
        await expect.poll(readOn, { timeout: 20_000 }).toEqual(new Set(all.map((row) => row.id)));
        expect(lead.status).toBe(201);
      } finally {
        await again.close();
      }
    });
  });
});
