import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApp, TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, signedInContext, watchedPage } from './browser.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  ({ test, browser } = await openStage());
  tenant = await test.addTenant('Northwind Traders');
  client = await test.signedIn(tenant);
  const context = await signedInContext(
    { test, browser, client },
    { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  );
  ({ page, troubles } = await watchedPage(context));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

it('a member is invited by link, and leaves with what is theirs going to another', async () => {
  await page.goto(`${test.url}/users`);
  await page.waitForURL('**/settings/members');
  await page.getByRole('button', { name: 'Invite member' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Bob Builder');
  await dialog.getByLabel('Email').fill('nonsense');
  await dialog.getByRole('button', { name: 'Create invitation' }).click();
  await dialog.getByText('Email must be').waitFor();
  await dialog.getByLabel('Email').fill('bob@example.com');
  await dialog.getByRole('button', { name: 'Create invitation' }).click();
  const link = dialog.getByLabel('Link');
  await link.waitFor();
  expect(await link.inputValue()).toContain('/join?token=');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Invited, link ends').waitFor();
  const [bob] = (await client.get('/api/v1/users?search=bob')).body.data;
  const lead = { company: 'Acme', contact_name: 'Ann', owner_id: bob.id };
  const id = (await client.post('/api/v1/leads', lead)).body.data.id;
  await page.getByRole('button', { name: 'Actions for Bob Builder' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate…' }).click();
  await dialog.getByText('Leads', { exact: true }).waitFor();
  await dialog.getByLabel('Who goes on with it').click();
  await page.getByRole('option', { name: 'Ada Admin' }).click();
  await dialog.getByRole('button', { name: 'Hand over and deactivate' }).click();
  await page.getByText('1 record handed over').waitFor();
  expect((await client.get(`/api/v1/leads/${id}`)).body.data.owner_id).toBe(tenant.adminId);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByRole('button', { name: 'Actions for Bob Builder' }).waitFor();
  expect((await client.get(`/api/v1/leads/${id}`)).body.data.owner_id).toBe(bob.id);
});

it('a role is copied and narrowed down, and a field is moved, by keyboard alone', async () => {
  const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  await page.goto(`${test.url}/settings/roles`);
  await press('New role');
  await page.getByLabel('Name').waitFor();
  await page.keyboard.type('Field sales');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Field sales' }).waitFor();
  await page.getByLabel('See: Leads').focus();
  await page.keyboard.press('ArrowUp');
  await page.getByText('Sees those of the team.').first().waitFor();
  expect(await axeProblems(page)).toEqual([]);
  await press('Save role');
  await page.getByText('Field sales saved').waitFor();
  const roles = (await client.get('/api/v1/roles?limit=100')).body.data;
  const made = roles.find((role: { name: string }) => role.name === 'Field sales');
  expect(made).toMatchObject({ base: 'rep', permissions: { leads: { read: 'team' } } });
  await press('Fields', 'link');
  await page.getByRole('button', { name: /^Move Phone/ }).focus();
  await page.keyboard.press('ArrowUp');
  await page.getByText('Phone moved').waitFor();
  const keys = async () => {
    const { data } = (await client.get('/api/v1/fields?object=leads')).body;
    return data.map((field: { key: string }) => field.key).slice(0, 4);
  };
  await expect.poll(keys).toEqual(['company', 'contact_name', 'phone', 'email']);
});

it('nothing of this troubles the browser', () => {
  expect(troubles).toEqual([]);
});
