import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp, TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, signedInContext, type Watched, watchedPage } from './browser.ts';

let test: TestApp;
let browser: Browser;
let client: TestClient;
let watched: Watched;
let page: Page;
let lead: { id: number };
let tenant: TestTenant;

beforeAll(async () => {
  ({ test, browser } = await openStage());
  tenant = await test.addTenant('Northwind');
  client = await test.signedIn(tenant);
  const made = await client.post('/api/v1/leads', {
    company: 'Acme Corp',
    contact_name: 'Jane Doe',
    email: 'jane@acme.com',
  });
  lead = made.body.data;
  const context = await signedInContext(
    { test, browser, client },
    {
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      reducedMotion: 'reduce',
    },
  );
  watched = await watchedPage(context);
  page = watched.page;
  page.setDefaultTimeout(20_000);
  await page.goto(`${test.url}/leads/${lead.id}`);
  await heading('Acme Corp').waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const stored = async () => (await client.get(`/api/v1/leads/${lead.id}`)).body.data;
const button = (name: string) => page.getByRole('button', { name, exact: true });

describe("a record's page", () => {
  it('is edited in place by keyboard alone: Enter opens and saves, Tab goes on, Escape gives up', async () => {
    await button('Change Contact name').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Jane Roe');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await stored()).contact_name).toBe('Jane Roe');
    await page.keyboard.type('nonsense');
    await page.keyboard.press('Enter');
    await page.getByText(/must be an email address/).waitFor();
    await page.keyboard.press('Escape');
    await button('Change Email').waitFor();
    expect(await stored()).toMatchObject({ contact_name: 'Jane Roe', email: 'jane@acme.com' });
  });

  it('asks which of two values stays when somebody else has changed the same field', async () => {
    await button('Change Contact name').click();
    await client.patch(`/api/v1/leads/${lead.id}`, { contact_name: 'Theirs' });
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Changed meanwhile' }).waitFor();
    await button('Save this choice').click();
    await expect.poll(async () => (await stored()).contact_name).toBe('Mine');
  });

  it('shows a colleague who has it open and what they edit, until they go, and lets both keep what they typed', async () => {
    await tenant.addUser('rep', 'record-rep@example.com');
    const colleague = await test.signedIn(tenant, 'record-rep@example.com');
    const context = await signedInContext({ test, browser, client: colleague }, { locale: 'en-US' });
    const theirs = await watchedPage(context);
    await theirs.page.goto(`${test.url}/leads/${lead.id}`);
    await theirs.page.getByRole('img', { name: 'Ada Admin is looking at this too' }).waitFor();
    const face = (text: string) => page.getByRole('list', { name: 'Also here' }).getByRole('img', { name: text });
    await face('A rep is looking at this too').waitFor();
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').focus();
    await page.keyboard.press('Tab');
    await page.getByRole('tooltip', { name: 'A rep is looking at this too' }).waitFor();
    await theirs.page.getByRole('button', { name: /^Change Phone/ }).click();
    await page.locator('#main').getByText('A rep is editing Phone').waitFor();
    await button('Change Contact name').click();
    await theirs.page.getByText('Ada Admin is editing Contact name').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.type('Both');
    await theirs.page.keyboard.type('+49 30 1234567');
    await theirs.page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(stored).toMatchObject({ contact_name: 'Both', phone: '+49 30 1234567' });
    await theirs.page.getByPlaceholder('What is worth remembering').fill('Something');
    await page.locator('#main').getByText('A rep is writing').waitFor();
    expect(theirs.troubles).toEqual([]);
    await context.close();
    await page.getByRole('list', { name: 'Also here' }).waitFor({ state: 'detached' });
  }, 90_000);

  it('logs a call with two keys', async () => {
    await heading('Acme Corp').click();
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'No answer' }).waitFor();
    await page.keyboard.press('2');
    await page.getByText('Call logged: No answer').waitFor();
    const [call] = (await client.get('/api/v1/activities')).body.data;
    expect(call).toMatchObject({ type: 'CALL', body: 'No answer', lead_id: lead.id });
  });

  it('keeps what was typed through a reload, then adds it as Markdown in which nothing runs', async () => {
    const box = page.getByPlaceholder('What is worth remembering');
    await box.fill('**Budget** in January <img src=x onerror=alert(1)>');
    await page.reload();
    await page.getByText('What you typed earlier was brought back.').waitFor();
    await button('Add note').click();
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await timeline.locator('strong', { hasText: 'Budget' }).waitFor();
    expect(await timeline.locator('img').count()).toBe(0);
    expect(await box.inputValue()).toBe('');
  });

  it('shows what others change without a reload, and what was changed in the history, which takes it back', async () => {
    await client.patch(`/api/v1/leads/${lead.id}`, { company: 'Acme Incorporated' });
    await heading('Acme Incorporated').waitFor();
    await page.getByRole('button', { name: 'Changed company' }).click();
    await page.getByRole('button', { name: 'Undo: Changed company' }).click();
    await heading('Acme Corp').waitFor();
  });

  it('goes to the trash and comes back from there', async () => {
    await client.delete(`/api/v1/leads/${lead.id}`);
    await page.goto(`${test.url}/trash`);
    await page.getByRole('button', { name: 'Restore Acme Corp' }).click();
    await page.getByText('Acme Corp restored').waitFor();
    expect((await client.get(`/api/v1/leads/${lead.id}`)).status).toBe(200);
  });

  it('causes no error on the console and none against the content policy', () => {
    expect(watched.troubles).toEqual([]);
  });
});
