import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remind } from '#server/features/notifications/remind.ts';
import type { TestApp, TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, signedInContext, watchedPage } from './browser.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  ({ test, browser } = await openStage());
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  context = await signedInContext({ test, browser, client }, { reducedMotion: 'reduce', timezoneId: 'UTC' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

it('a task is moved to another day by keyboard and back by undo', async () => {
  const { id } = (await client.post('/api/v1/tasks', { title: 'Call Jane', due_at: '2026-05-13T09:30:00Z' })).body.data;
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/calendar?month=2026-05`);
  await page.getByRole('link', { name: 'Call Jane' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByText('Moved to').waitFor();
  expect((await client.get(`/api/v1/tasks/${id}`)).body.data.due_at).toBe('2026-05-20T09:30:00Z');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  expect((await client.get(`/api/v1/tasks/${id}`)).body.data.due_at).toBe('2026-05-13T09:30:00Z');
  expect([troubles, await axeProblems(page)]).toEqual([[], []]);
  await page.close();
});

it('a meeting of a week is moved and made longer by keyboard, dragged by mouse, and edited in place', async () => {
  const lead = (await client.post('/api/v1/leads', { company: 'Globex', contact_name: 'Eve' })).body.data;
  const meeting = { lead_id: lead.id, type: 'MEETING', subject: 'Demo', body: 'Show it' };
  const times = { starts_at: '2026-06-10T09:00:00Z', duration_minutes: 60 };
  const { id } = (await client.post('/api/v1/activities', { ...meeting, ...times })).body.data;
  const stored = async () => {
    const { starts_at, duration_minutes } = (await client.get(`/api/v1/activities/${id}`)).body.data;
    return [starts_at, duration_minutes];
  };
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/calendar?view=week&on=2026-06-10`);
  const block = page.getByRole('button', { name: /^Demo/ });
  await block.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByText('Moved to').waitFor();
  expect(await stored()).toEqual(['2026-06-10T09:15:00Z', 60]);
  await block.focus();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await page.getByText('Takes 75 min now').waitFor();
  const at = await block.boundingBox();
  const [x, y] = [(at?.x ?? 0) + 20, (at?.y ?? 0) + 15];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 50, { steps: 4 });
  await page.mouse.up();
  await page.getByText('10:15').first().waitFor();
  await expect.poll(stored).toEqual(['2026-06-10T10:15:00Z', 75]);
  await block.click();
  await page.getByRole('dialog', { name: 'Edit meeting' }).getByLabel('Minutes').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(stored).toEqual(['2026-06-10T10:15:00Z', 30]);
  expect([troubles, await axeProblems(page)]).toEqual([[], []]);
  await page.close();
}, 60_000);

it('a file is added to a record, downloaded under its name and deleted', async () => {
  const lead = (await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob', tags: ['vip'] })).body.data;
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/leads/${lead.id}`);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).click();
  await (await chooser).setFiles({ name: 'Plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download Plan.txt' }).click();
  expect((await download).suggestedFilename()).toBe('Plan.txt');
  await page.getByRole('button', { name: 'Delete Plan.txt' }).click();
  await page.getByText('Plan.txt deleted').waitFor();
  expect(troubles).toEqual([]);
  await page.close();
});

it('the bell tells of a reminder and leads to its task', async () => {
  const remindAt = new Date(Date.now() - 60_000).toISOString();
  const { id } = (await client.post('/api/v1/tasks', { title: 'Send the offer', remind_at: remindAt })).body.data;
  await remind(tenant.ctx);
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/leads`);
  await page.getByRole('button', { name: '1 unread notification' }).click();
  await page.getByRole('link', { name: 'Send the offer' }).click();
  await page.waitForURL(`**/tasks/${id}`);
  await page.getByRole('button', { name: 'Notifications' }).waitFor();
  expect(troubles).toEqual([]);
  await page.close();
});
