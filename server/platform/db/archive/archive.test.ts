import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRestoreUntil } from '#server/commands/restore-until.ts';
import { readConfig } from '#server/config.ts';
import { archiveCopies } from '#server/features/backups/archive-copies.ts';
import { waitFor } from '#server/platform/db/embedded/wait-for.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';
import { archiveIn, archiveOf } from './archive-folder.ts';
import { copiesIn } from './cluster-copy.ts';
import { removeOldCopies } from './kept-copies.ts';
import { segmentsIn } from './segments.ts';

// Not mkdtemp: the account that runs the database for root could not enter its folder.
const place = join(realpathSync(tmpdir()), `arvelo-archive-test-${randomUUID()}`);
const archiveDir = join(place, "kept 100% 'here'");
const dataDir = join(place, 'data');
let postgres: EmbeddedPostgres;
let test: TestApp;
let client: TestClient;
/** When the archive begins, when all was well, and the rows at that moment. */
let begin: string;
let goodTime: string;
let good: Record<string, string>;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir, archiveDir });
  test = await createTestApp({ ownerUrl: postgres.ownerUrl });
  const acme = await test.addTenant('Acme');
  client = await test.signedIn(acme);
  await addLead('Before the copy');
  const job = archiveCopies({ archiveDir, days: 7, dataDir, product: 'test' });
  await job.run(test.app, test);
  await job.run(test.app, test);
  const copies = await copiesIn(archiveOf(archiveDir, join(dataDir, 'postgres')));
  expect(copies, 'one a day').toHaveLength(1);
  begin = copies[0]?.finished_at ?? '';
  await addLead('After the copy');
  good = await rowsOf(postgres.ownerUrl);
  goodTime = new Date(Date.now() + 1).toISOString();
  await waitFor(() => Date.now() > Date.parse(goodTime), 1000);
  const owner = await openOwner(postgres.ownerUrl);
  await owner.query(`update leads set company = 'overwritten'`);
  await owner.query('drop table attachments cascade');
  await owner.close();
  await test.close();
  await postgres.stop();
}, 120_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function addLead(company: string): Promise<void> {
  expect((await client.post('/api/v1/leads', { company, contact_name: 'Bob' })).status).toBe(201);
}

/** Of all tables but those that a restore begins anew. */
async function rowsOf(ownerUrl: string): Promise<Record<string, string>> {
  const owner = await openOwner(ownerUrl);
  const { sessions: _, installation: __, ...rest } = await owner.digests();
  await owner.close();
  return rest;
}

async function restore(until: string, name: string, from = archiveDir): Promise<string> {
  const target = join(place, name);
  const config = readConfig({ DATA_DIR: target, LOG_LEVEL: 'silent' });
  const into = await planRestoreUntil(config, from, until);
  await into(config);
  return target;
}

describe('the archive of the embedded database', { timeout: 120_000 }, () => {
  it('brings every table back as it was at a moment, though it was overwritten and dropped since', async () => {
    const target = await restore(goodTime, 'then');
    const restored = await startEmbeddedPostgres({ dataDir: target, archiveDir: null });
    expect(await rowsOf(restored.ownerUrl)).toEqual(good);
    const owner = await openOwner(restored.ownerUrl);
    expect(await owner.query('select count(*) as sessions from sessions')).toEqual([{ sessions: 0 }]);
    await owner.close();
    await restored.stop();
  });

  it('says what is wrong with a time that it cannot bring back, and leaves nothing of it', async () => {
    const early = new Date(Date.parse(begin) - 1).toISOString();
    await expect(restore(early, 'early')).rejects.toThrow(`The archive begins at ${begin}`);
    await expect(restore(new Date(Date.now() + 60_000).toISOString(), 'late')).rejects.toThrow('is in the future');
    await expect(restore('2026-11-24 10:15', 'vague')).rejects.toThrow('a time with its zone');
    await expect(restore(goodTime, 'data')).rejects.toThrow('holds a database already');
    await expect(restore(goodTime, 'none', place)).rejects.toThrow('holds no archive');
    await expect(restore(new Date().toISOString(), 'beyond')).rejects.toThrow('does not reach to');
    expect(existsSync(join(place, 'beyond', 'postgres'))).toBe(false);
    expect(readdirSync(join(place, 'beyond')).filter((name) => name.startsWith('postgres'))).toEqual([]);
  });

  it('names a piece of the log that is missing', async () => {
    const { wal } = archiveOf(archiveDir, join(dataDir, 'postgres'));
    const last = (await segmentsIn(wal)).at(-2) ?? '';
    renameSync(join(wal, `${last}.gz`), join(wal, 'away'));
    await expect(restore('latest', 'gap')).rejects.toThrow(`The piece ${last} of the log is missing`);
    renameSync(join(wal, 'away'), join(wal, `${last}.gz`));
  });

  it('keeps the copy that the first day needs, and the log since', async () => {
    const archive = archiveIn(archiveOf(archiveDir, join(dataDir, 'postgres')).folder);
    const later = new Date(Date.now() + 30 * 86_400_000);
    const first = (await copiesIn(archive))[0]?.first_segment;
    await removeOldCopies(archive, { days: 7, now: later });
    expect(await copiesIn(archive)).toHaveLength(1);
    expect((await segmentsIn(archive.wal))[0]).toBe(first);
    const again = await startEmbeddedPostgres({ dataDir, archiveDir });
    test = await createTestApp({ ownerUrl: again.ownerUrl, clock: { now: () => later } });
    await archiveCopies({ archiveDir, days: 7, dataDir, product: 'test' }).run(test.app, test);
    await removeOldCopies(archive, { days: 0, now: later });
    const copies = await copiesIn(archive);
    expect(copies).toHaveLength(1);
    expect(copies[0]?.first_segment).not.toBe(first);
    expect((await segmentsIn(archive.wal))[0]).toBe(copies[0]?.first_segment);
    await test.close();
    await again.stop();
  });

  it('is for the embedded database alone', () => {
    expect(() => readConfig({ ARCHIVE_DIR: place, DATABASE_URL: 'postgres://somebody@localhost/arvelo' })).toThrow(
      'ARCHIVE_DIR is for the embedded PostgreSQL',
    );
  });
});
