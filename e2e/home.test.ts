import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openStage, signedInContext, watchedPage } from './browser.ts';

vi.setConfig({ testTimeout: 120_000 });

let test: TestApp;
let client: TestClient;
let colleague: TestClient;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  ({ test, browser } = await openStage());
  const tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  await tenant.addUser('rep', 'home-rep@example.com');
  colleague = await test.signedIn(tenant, 'home-rep@example.com');
  const context = await signedInContext(
    { test, browser, client },
    { viewport: { width: 1440, height: 1000 }, locale: 'en-US' },
  );
  ({ page, troubles } = await watchedPage(context));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const add = async (object: string, body: object, by = client) => {
  const answer = await by.post(`/api/v1/${object}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const block = (name: string) => page.getByRole('region', { name });

it('begins with nothing to do, and fills with what waits for the person as it happens', async () => {
  await page.goto(test.url);
  await block('Due until today').getByText('All done for today.').waitFor();
  await block('Leads that wait for a first answer').getByText('Every new lead has been answered.').waitFor();
  await block('My pipeline').getByText('You have no open deals.').waitFor();
  await add('tasks', { title: 'Call Jane', due_at: '2020-01-01T09:00:00Z' });
  await add('tasks', { title: 'Much later', due_at: '2090-01-01T09:00:00Z' });
  await add('leads', { company: 'Waiting', contact_name: 'A' });
  const answered = await add('leads', { company: 'Answered', contact_name: 'B' });
  await add('activities', { lead_id: answered.id, type: 'CALL', body: 'Talked' });
  await add('opportunities', { name: 'Stuck', amount: 200 });
  await add('opportunities', { name: 'Going on', amount: 50, stage: 'PROPOSAL', next_step: 'Offer' });
  await add('opportunities', { name: 'Done', amount: 7000, stage: 'CLOSED_WON' });
  await add('leads', { company: 'Of a colleague', contact_name: 'C' }, colleague);
  await page.reload();
  await block('Due until today').getByRole('link', { name: 'Call Jane' }).waitFor();
  expect(await page.getByText('Much later').count()).toBe(0);
  await block('Leads that wait for a first answer').getByRole('link', { name: 'Waiting' }).waitFor();
  expect(await page.getByText('Answered', { exact: true }).count()).toBe(0);
  expect(await page.getByText('Of a colleague').count()).toBe(0);
  await block('Deals without a next step').getByRole('link', { name: 'Stuck' }).waitFor();
  expect(await page.getByText('Going on').count()).toBe(0);
  await block('My pipeline').getByText('$250').waitFor();
  await block('My pipeline').getByRole('link', { name: '$7,000' }).waitFor();
  await block('Since you were last here').getByRole('link', { name: 'Created 1 lead' }).waitFor();
});

it('by keyboard alone ticks a task off and opens what waits', async () => {
  const tick = page.getByRole('checkbox', { name: 'Done: Call Jane' });
  for (
    let presses = 0;
    presses < 40 && !(await tick.evaluate((box) => box === box.ownerDocument.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await block('Due until today').getByText('All done for today.').waitFor();
  expect((await client.get('/api/v1/tasks?done=true')).body.total).toBe(1);
  const all = page.getByRole('link', { name: 'Show all: Leads that wait for a first answer' });
  for (
    let presses = 0;
    presses < 40 && !(await all.evaluate((link) => link === link.ownerDocument.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
  await page.getByText('Waiting', { exact: true }).waitFor();
  expect(await page.getByText('Answered', { exact: true }).count()).toBe(0);
  expect(troubles).toEqual([]);
});
