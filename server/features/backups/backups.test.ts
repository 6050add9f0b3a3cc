import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';
import { lastBackup } from '#server/platform/db/backup/last-backup.ts';
import { readManifest } from '#server/platform/db/backup/manifest.ts';
import { restoreBackup } from '#server/platform/db/backup/restore-backup.ts';
import { unpackFiles } from '#server/platform/db/backup/stored-files.ts';
import { writeBackup } from '#server/platform/db/backup/write-backup.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { createFileStore, type FileStore } from '#server/platform/files/file-store.ts';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import { createEmptyDatabase } from '#server/testing/database.ts';
import { type FakeS3, startFakeS3 } from '#server/testing/fake-s3.ts';
import { sendFile } from '#server/testing/upload.ts';
import { scheduledBackup } from './scheduled-backup.ts';

let now = new Date('2026-03-01T02:30:00Z');
let test: TestApp;
let s3: FakeS3;
let store: FileStore;
let acme: TestTenant;
let fileId: number;
let place: string;
const content = 'A contract, signed';

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'arvelo-backups-test-'));
  s3 = await startFakeS3();
  store = createFileStore({ dataDir: place, s3: s3.settings });
  test = await createTestApp({ clock: { now: () => now }, files: store });
  acme = await test.addTenant('Acme');
  const other = await test.addTenant('Other');
  fileId = await attach(acme, content);
  await attach(other, 'Of somebody else');
});
afterAll(async () => {
  await test.close();
  s3.close();
  rmSync(place, { recursive: true });
});

async function attach(tenant: TestTenant, text: string): Promise<number> {
  const client = await test.signedIn(tenant);
  const lead = await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob' });
  const sent = await sendFile(client, {
    to: `leads/${lead.body.data.id}`,
    content: text,
    name: 'contract.txt',
    part: 'file',
  });
  return sent.body.data.id;
}

const plan = () => ({
  schedule: '30 2 * * *',
  keep: 2,
  folder: join(place, 'kept'),
  dataDir: place,
  store,
  product: 'test',
});

describe('a backup of files that are kept in S3', () => {
  it('holds them, of one organization only its own, and brings them back with their records', async () => {
    const folder = join(place, 'one');
    const files = { dataDir: place, store };
    const manifest = await writeBackup({
      ownerUrl: test.ownerUrl,
      folder,
      product: 'test',
      tenant: { id: acme.id, name: 'Acme' },
      files,
    });
    expect(manifest.files).toHaveLength(1);
    s3.objects.clear();
    const database = await createEmptyDatabase();
    await asOwner(database.ownerUrl, (owner) => restoreBackup(owner, { folder, manifest }));
    await unpackFiles(folder, manifest.files, files);
    expect([...s3.objects.values()].map(String)).toEqual([content]);
    const again = await createTestApp({ ownerUrl: database.ownerUrl, files: store });
    const person = again.visitor();
    await person.signIn(acme.adminEmail, testPassword);
    expect((await person.get(`/api/v1/attachments/${fileId}/content`)).text).toBe(content);
    await again.close();
    await database.drop();
  });

  it('is brought back into a data folder too', async () => {
    const folder = join(place, 'one');
    const manifest = await readManifest(folder);
    const again = await createTestApp();
    const dataDir = dirname(dirname(again.app.files.incoming));
    await unpackFiles(folder, manifest.files, { dataDir, store: null });
    const [key = ''] = [...s3.objects.keys()];
    const bytes = await again.app.files.read(key.split('/').slice(2).join('/'));
    expect(String((await bytes.toArray())[0])).toBe(content);
    await again.close();
  });
});

describe('scheduled backups', () => {
  it('are written by a job, the newest stay, and how it went is known to everybody', async () => {
    const job = scheduledBackup(plan());
    expect(job.cron).toBe('30 2 * * * ?fill=1d');
    for (let day = 1; day <= 3; day += 1) {
      now = new Date(`2026-03-0${day}T02:30:00Z`);
      await job.run(test.app, test);
    }
    expect(readdirSync(plan().folder).sort()).toEqual(['arvelo-20260302T023000Z', 'arvelo-20260303T023000Z']);
    expect(await lastBackup(test.app.db)).toEqual({
      good: {
        at: '2026-03-03T02:30:00.000Z',
        seconds: expect.any(Number),
        bytes: expect.any(Number),
        folder: join(plan().folder, 'arvelo-20260303T023000Z'),
      },
      failed: null,
    });
  });

  it('that fail say so, and the job fails so that it is tried again', async () => {
    now = new Date('2026-03-04T02:30:00Z');
    const broken = scheduledBackup({
      ...plan(),
      store: { ...store, read: () => Promise.reject(new Error('no storage')) },
    });
    await expect(broken.run(test.app, test)).rejects.toThrow('no storage');
    expect((await lastBackup(test.app.db)).failed).toEqual({ at: '2026-03-04T02:30:00.000Z', message: 'no storage' });
    expect(readdirSync(plan().folder)).toHaveLength(2);
  });

  it('come from a setting that is checked', () => {
    expect(readConfig({ BACKUP_SCHEDULE: ' */15  2,14 * 1-6 * ' }).backupSchedule).toBe('*/15 2,14 * 1-6 *');
    for (const wrong of ['daily', '60 2 * * *', '* * * *', '0 2 * * 7', '0 2 * * * *', '*/0 * * * *', '0-99 * * * *'])
      expect(() => readConfig({ BACKUP_SCHEDULE: wrong })).toThrow(ConfigError);
  });
});
