import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testPassword } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, type Watched, watchedPage } from './browser.ts';

let test: TestApp;
let client: TestClient;
let browser: Browser;
let context: BrowserContext;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  ({ test, browser } = await openStage());
  const tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  watched = await watchedPage(context);
  page = watched.page;
  page.setDefaultTimeout(30_000);
  await page.goto(test.url);
  await page.getByLabel('Email').fill(tenant.adminEmail);
  await page.getByLabel('Password', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const pipelines = async () => (await client.get('/api/v1/pipelines?sort=id')).body.data;
const deals = async (query = '') => (await client.get(`/api/v1/opportunities?sort=id${query}`)).body.data;
const column = (name: string) => page.getByRole('region', { name, exact: true });

it('a pipeline is made, its stages are renamed, ordered by keyboard, added and saved as one change', async () => {
  await page.goto(`${test.url}/pipelines`);
  await page.getByRole('button', { name: 'New pipeline' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Renewals');
  await page.getByRole('button', { name: /create pipeline/i }).click();
  const card = page.getByRole('region', { name: 'Renewals' });
  await card.waitFor();
  await card.getByRole('button', { name: 'Add stage' }).click();
  await card.getByLabel('Name of the stage').nth(3).fill('Trial');
  await card.getByLabel('Probability of Trial in percent').fill('65');
  await card.getByLabel('Color of Trial').selectOption('teal');
  await card.getByRole('button', { name: /^Move Trial/ }).focus();
  await page.keyboard.press('ArrowUp');
  await card.getByRole('button', { name: 'Save stages' }).click();
  await page.getByText('Stages saved').waitFor();
  const { stages } = (await pipelines())[1];
  expect(stages.map((one: { value: string }) => one.value)).toEqual([
    'QUALIFICATION',
    'PROPOSAL',
    'TRIAL',
    'NEGOTIATION',
    'CLOSED_WON',
    'CLOSED_LOST',
  ]);
  expect(stages[2]).toEqual({ value: 'TRIAL', label: 'Trial', type: 'open', probability: 65, color: 'teal' });
  expect(await axeProblems(page)).toEqual([]);
});

it('a stage that deals are in asks where they go', async () => {
  const [, renewals] = await pipelines();
  const body = { name: 'Renewal of Acme', pipeline_id: renewals.id, stage: 'TRIAL', amount: 1000 };
  await client.post('/api/v1/opportunities', body);
  await page.reload();
  const card = page.getByRole('region', { name: 'Renewals' });
  await card.getByRole('button', { name: 'Delete Trial' }).click();
  await page.getByText('1 opportunity is there').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await card.getByRole('button', { name: 'Save stages' }).click();
  await page.getByText('Stages saved').last().waitFor();
  await expect.poll(async () => (await deals())[0].stage).toBe('QUALIFICATION');
});

it('a board shows one pipeline, with sums by column, and moves cards with Shift and an arrow key', async () => {
  await client.post('/api/v1/opportunities', { name: 'New business', amount: 200 });
  await page.goto(`${test.url}/opportunities?layout=board`);
  await column('Qualification').getByText('New business').waitFor();
  expect(await page.getByText('Renewal of Acme').count()).toBe(0);
  await column('Qualification').getByText('$20 weighted').waitFor();
  await page.getByRole('link', { name: 'New business' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await column('Proposal').getByText('New business').waitFor();
  await expect.poll(async () => (await deals('&search=business'))[0].stage).toBe('PROPOSAL');
  await column('Proposal').getByText('$80 weighted').waitFor();
  expect(await axeProblems(page)).toEqual([]);
  await page.getByLabel('Pipeline', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await column('Qualification').getByText('Renewal of Acme').waitFor();
  await page.waitForURL(/pipeline_id=/);
});

it('a lost deal is asked for its reason and its day, and one undo takes all of it back', async () => {
  await page.getByRole('button', { name: 'Move Renewal of Acme' }).click();
  await page.getByRole('menuitemradio', { name: 'Closed lost' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await dialog.getByText('Lost reason is required').waitFor();
  await dialog.getByLabel('Lost reason').click();
  await page.getByRole('option', { name: 'Price' }).click();
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await column('Closed lost').getByText('Renewal of Acme').waitFor();
  await expect.poll(async () => (await deals('&search=renewal'))[0].lost_reason).toBe('PRICE');
  expect((await deals('&search=renewal'))[0].close_date).toMatch(/^\d{4}-/);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await column('Qualification').getByText('Renewal of Acme').waitFor();
  expect((await deals('&search=renewal'))[0]).toMatchObject({ lost_reason: null, close_date: null });
});

it('a card without news for too long says so, until something happens', async () => {
  const old = '2020-01-01T00:00:00Z';
  const [deal] = await deals('&search=business');
  const { openOwner } = await import('#server/testing/owner.ts');
  const owner = await openOwner(test.ownerUrl);
  await owner.query('update opportunities set updated_at = $2 where id = $1', [deal.id, old]);
  await owner.close();
  await page.goto(`${test.url}/opportunities?layout=board`);
  await page.getByText(/days without news/).waitFor();
  await client.post('/api/v1/activities', { opportunity_id: deal.id, body: 'Called' });
  await page.reload();
  await column('Proposal').getByText('New business').waitFor();
  await expect.poll(() => page.getByText(/days without news/).count()).toBe(0);
});

it('people have a role in a deal: found or created, given another role and removed again, by keyboard alone', async () => {
  const { id } = (await client.post('/api/v1/opportunities', { name: 'With people' })).body.data;
  await client.post('/api/v1/contacts', { name: 'Jane Roe', email: 'jane@acme.example', phone: '+49 30 1234567' });
  const roles = async () => (await client.get(`/api/v1/opportunity-contacts?opportunity_id=${id}&sort=id`)).body.data;
  await page.goto(`${test.url}/opportunities/${id}`);
  const people = page.getByRole('region', { name: 'People and their roles' });
  await people.getByRole('button', { name: 'Add contact' }).press('Enter');
  await page.getByRole('dialog', { name: 'Add contact' }).waitFor();
  await page.keyboard.type('Jane');
  await page.getByRole('option', { name: 'Jane Roe' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await people.getByRole('link', { name: 'Jane Roe' }).waitFor();
  await people.getByRole('link', { name: 'jane@acme.example' }).waitFor();
  await people.getByRole('button', { name: 'Role: Other' }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Champion' }).press('Enter');
  await expect.poll(roles).toMatchObject([{ role: 'CHAMPION' }]);
  await people.getByRole('button', { name: 'Add contact' }).press('Enter');
  await page.getByRole('button', { name: 'New contact' }).press('Enter');
  await page.getByRole('dialog', { name: 'New contact' }).getByLabel('Name').first().fill('Max Moe');
  await page.getByRole('button', { name: 'Create contact' }).press('Enter');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await people.getByRole('link', { name: 'Max Moe' }).waitFor();
  expect(await axeProblems(page)).toEqual([]);
  await people.getByRole('button', { name: 'Remove Jane Roe' }).press('Enter');
  await expect.poll(roles).toHaveLength(1);
  await page
    .getByRole('alert')
    .filter({ hasText: 'Jane Roe removed' })
    .getByRole('button', { name: 'Undo' })
    .press('Enter');
  await people.getByRole('link', { name: 'Jane Roe' }).waitFor();
}, 90_000);

it('nothing of this troubles the browser', () => {
  expect(watched.troubles).toEqual([]);
});
