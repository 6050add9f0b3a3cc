import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  context = await signedInContext(
    { test, browser, client },
    { reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', locale: 'en-GB' },
  );
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const create = async (path: string, body: object) => (await client.post(`/api/v1/${path}`, body)).body.data;
const newest = async (path: string) => (await client.get(`/api/v1/${path}?limit=1`)).body.data[0];

it('one typed line makes a meeting, a task and a note with the records it names, by keyboard alone', async () => {
  const [acme, globex] = [await create('companies', { name: 'Acme' }), await create('companies', { name: 'Globex' })];
  await create('contacts', { name: 'Jane Miller', company_id: globex.id });
  const jane = await create('contacts', { name: 'Jane Doe', company_id: acme.id });
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/leads`);
  await page.getByRole('heading', { name: 'Leads' }).waitFor();
  await page.keyboard.press('q');
  const line = page.getByLabel('What to add');
  await line.fill('meeting with Jane at Acme on 1 March 2027 at 10 for 1h30m');
  // Of two people called Jane it is the one who works there.
  await page.getByRole('button', { name: 'Jane: Jane Doe' }).waitFor();
  expect(await axeProblems(page)).toEqual([]);
  await page.keyboard.press('Shift+Enter');
  await page.getByText('Activity created').waitFor();
  expect(await newest('activities')).toMatchObject({
    type: 'MEETING',
    subject: 'Meeting with Jane at Acme',
    contact_id: jane.id,
    company_id: acme.id,
    starts_at: '2027-03-01T09:00:00Z',
    duration_minutes: 90,
  });
  // Whoever types on without waiting gets the record all the same.
  await line.fill('note Globex: wants a discount');
  await page.keyboard.press('Enter');
  await line.waitFor({ state: 'detached' });
  expect(await newest('activities')).toMatchObject({ body: 'Wants a discount', company_id: globex.id });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search or go to').fill('call Jane at Globex on 2 March 2027 3pm !high');
  await page.getByRole('option', { name: /^Quick add/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Jane: Jane Miller' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Task created').waitFor();
  expect(await newest('tasks')).toMatchObject({
    title: 'Call Jane at Globex',
    due_at: '2027-03-02T14:00:00Z',
    priority: 'HIGH',
    company_id: globex.id,
  });
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Undone').waitFor();
  expect(await newest('tasks')).toBeUndefined();
  // What the server refuses stands below the line.
  await page.keyboard.press('q');
  await line.fill('note nothing in particular');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Lead or Opportunity is required').waitFor();
  expect(troubles).toEqual([]);
  await page.close();
}, 120_000);

it('tasks are gone through by single keys, and each step can be taken back', async () => {
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const late = await create('tasks', { title: 'Late one', due_at: at(-3) });
  const far = await create('tasks', { title: 'Far one', due_at: at(40) });
  const loose = await create('tasks', { title: 'Loose one' });
  const stored = async ({ id }: { id: number }) => (await client.get(`/api/v1/tasks/${id}`)).body.data;
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/to-do`);
  const group = (name: string) => page.getByRole('region', { name: new RegExp(name) });
  await group('Overdue').getByText('Late one').waitFor();
  await page.keyboard.press('m');
  await group('Tomorrow').getByText('Late one').waitFor();
  expect(Date.parse((await stored(late)).due_at)).toBeGreaterThan(Date.now());
  await page.keyboard.press('z');
  await group('Overdue').getByText('Late one').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('Far one').waitFor({ state: 'detached' });
  expect((await stored(far)).done).toBe(true);
  // The next one has taken its place.
  await page.keyboard.press('w');
  await group('No date').waitFor({ state: 'detached' });
  expect((await stored(loose)).due_at).not.toBeNull();
  await page.keyboard.press('Shift+?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect([troubles, await axeProblems(page)]).toEqual([[], []]);
  await page.close();
}, 120_000);
