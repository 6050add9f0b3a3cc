// Lists in the browser: cells changed in place, many records changed at once, filters put together, views kept. By mouse and by keyboard.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, signedInContext, watchedPage } from './browser.ts';

let test: TestApp;
let client: TestClient;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  ({ test, browser } = await openStage());
  client = await test.signedIn(await test.addTenant('Northwind'));
  const operations = Array.from({ length: 400 }, (_, at) => ({
    op: 'create',
    data: {
      company: `Company ${String(at).padStart(3, '0')}`,
      contact_name: `Person ${at}`,
      rating: at % 2 ? 'HOT' : 'COLD',
    },
  }));
  await client.post('/api/v1/leads/batch', { operations });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});
beforeEach(async () => {
  context = await signedInContext(
    { test, browser, client },
    { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  );
  ({ page, troubles } = await watchedPage(context));
});
afterEach(async () => {
  await context.close();
  expect(troubles).toEqual([]);
});

const open = async (query: string) => {
  await page.goto(`${test.url}/leads?${query}`);
  await page.getByText(/of \d+$/).waitFor();
};
const cell = (row: number, column: number) => page.locator(`[data-cell="${row}.${column}"]`);
const leadAt = async (row: number) =>
  (await client.get(`/api/v1/leads?sort=company&limit=1&page=${row + 1}`)).body.data[0] as Record<string, unknown>;
const countOf = async (query: string) => (await client.get(`/api/v1/leads?${query}`)).body.total as number;

it('a cell is changed in place by keyboard alone, and put back by undo', async () => {
  await open('sort=company');
  await cell(0, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.type('Somebody Else');
  await page.keyboard.press('Enter');
  await page.getByText('Contact name changed').waitFor();
  expect((await leadAt(1)).contact_name).toBe('Somebody Else');
  expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('2.1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone', { exact: true }).waitFor();
  expect((await leadAt(1)).contact_name).toBe('Person 1');
});

it('a refused change says why and the old value comes back; Escape changes nothing', async () => {
  await open('sort=company');
  await cell(0, 2).dblclick();
  await page.keyboard.type('no address');
  await page.keyboard.press('Enter');
  await page.getByText(/must be an email address/).waitFor();
  await expect.poll(() => cell(0, 2).textContent()).toBe('');
  await cell(0, 1).dblclick();
  await page.keyboard.type('Never');
  await page.keyboard.press('Escape');
  expect(await cell(0, 1).textContent()).toBe('Person 0');
});

it('the end of a long list is a key away', async () => {
  await open('sort=company');
  await cell(0, 0).focus();
  await page.keyboard.press('Control+End');
  await page.getByText('Company 399').waitFor();
  await page.getByRole('textbox', { name: 'Go to row' }).fill('201');
  await page.keyboard.press('Enter');
  await page.getByText('Company 200').waitFor();
});

it('a range of rows is changed at once, as one change set', async () => {
  await open('sort=company');
  await cell(0, 1).click();
  await page.keyboard.press(' ');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ ');
  await page.getByText('5 chosen').waitFor();
  await page.getByRole('button', { name: 'Change a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Field').fill('Contact');
  await page.getByRole('option', { name: 'Contact name' }).click();
  await dialog.getByRole('textbox', { name: 'Contact name' }).fill('Same Person');
  await dialog.getByRole('button', { name: 'Change all' }).click();
  await page.getByText('5 changed').waitFor();
  const same = `filter=${encodeURIComponent('{"field":"contact_name","op":"=","value":"Same Person"}')}`;
  expect(await countOf(same)).toBe(5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('5 changes undone').waitFor();
  expect(await countOf(same)).toBe(0);
});

it('all that match are deleted, and come back', async () => {
  await open('sort=company&rating=HOT');
  await page.getByRole('checkbox', { name: 'Choose all that match' }).check();
  await page.getByText('200 chosen').waitFor();
  expect(await axeProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('200 deleted').waitFor();
  expect(await countOf('')).toBe(200);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('200 changes undone').waitFor();
  expect(await countOf('')).toBe(400);
});

it('a filter is put together, stands in the address, is kept as a view, and a change of it shows', async () => {
  await open('sort=company');
  await page.getByRole('button', { name: 'Filter' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Condition' }).click();
  await dialog.getByLabel('Field').fill('Contact');
  await page.getByRole('option', { name: 'Contact name', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Value' }).fill('Person 7');
  expect(await axeProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Contact name is Person 7', exact: true }).waitFor();
  await page.getByText('1–1 of 1').waitFor();
  expect(new URL(page.url()).searchParams.get('filter')).toContain('Person 7');

  await page.getByRole('button', { name: 'Keep as view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lucky seven');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Lucky seven' });
  await tab.waitFor();
  await page.reload();
  await page.getByText('1–1 of 1').waitFor();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'All leads' }).click();
  await page.getByText(/of 400/).waitFor();
  await tab.click();
  await page.getByText('1–1 of 1').waitFor();
  await page.getByRole('button', { name: 'Remove: Contact name is Person 7' }).click();
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByText('View saved').first().waitFor();
  const [view] = (await client.get('/api/v1/views?object=leads')).body.data;
  expect(view).toMatchObject({ name: 'Lucky seven', filter: {}, sort: 'company', visibility: 'private' });
});
