// The page that shows the API: its examples can be sent, under the same content policy as every page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openStage, signedInContext, watchedPage } from './browser.ts';

let test: TestApp;
let client: TestClient;
let browser: Browser;

beforeAll(async () => {
  ({ test, browser } = await openStage());
  client = await test.signedIn(await test.addTenant());
  await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Jane' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

it('finds a call, sends its example, and takes back what it has done', async () => {
  const context = await signedInContext({ test, browser, client }, {});
  const { page, troubles } = await watchedPage(context);
  await page.goto(`${test.url}/api/docs`);
  await page.getByRole('searchbox', { name: 'Find a call' }).fill('delete lead v1/leads/{id}');
  await page.getByRole('link', { name: 'DEL Delete a lead', exact: true }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('"message": "Lead deleted"').waitFor();
  expect((await client.get('/api/v1/leads/1')).status).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  expect((await client.get('/api/v1/leads/1')).status).toBe(200);
  expect(troubles).toEqual([]);
  await context.close();
});

it('asks visitors to sign in first', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${test.url}/api/docs`);
  await page.waitForURL('**/login?next=%2Fapi%2Fdocs');
  await context.close();
});
