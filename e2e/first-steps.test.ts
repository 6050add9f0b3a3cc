import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testPassword } from '#server/testing/app.ts';
import { openStage, type Watched, watchedPage } from './browser.ts';

let test: TestApp;
let browser: Browser;
let context: BrowserContext;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  ({ test, browser } = await openStage());
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  watched = await watchedPage(context);
  page = watched.page;
  page.setDefaultTimeout(15_000);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const heading = (name: string) => page.getByRole('heading', { name, exact: true });

describe('a new organization, step by step in the browser', () => {
  it('starts at the sign-up page, which names each wrong field', async () => {
    await page.goto(test.url);
    await page.getByLabel('Organization').fill('Northwind');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('Email').fill('ada@northwind.example');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create organization' }).click();
    await page.getByText('Use at least 10 characters').first().waitFor();
    expect(await page.getByLabel('Organization').inputValue()).toBe('Northwind');
    await page.getByLabel('Password', { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: 'Create organization' }).click();
  });

  it('is set up on one page: currency, demo data that goes as it came, and done', async () => {
    await heading('First steps').waitFor({ timeout: 30_000 });
    await page.getByRole('combobox', { name: 'Currency' }).fill('EUR');
    await page.getByRole('option', { name: /^EUR/ }).click();
    await page.getByRole('button', { name: 'Add demo data' }).click();
    await page.getByText('199 demo records are here').waitFor();
    const answer = (await page.evaluate(async () => (await fetch('/api/v1/currencies')).json())) as {
      data: { code: string }[];
    };
    expect(answer.data.map(({ code }) => code)).toEqual(['EUR']);
    await page.getByRole('button', { name: 'Remove demo data' }).click();
    await page.getByRole('button', { name: 'Add demo data' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await heading('Home').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.getByText('All done for today.').waitFor();
    expect(await page.getByRole('link', { name: 'First steps' }).count()).toBe(0);
  }, 60_000);

  it('carries the CSRF token in the page of a signed-in user', async () => {
    await page.reload();
    await heading('Home').waitFor();
    const token = await page.locator('meta[name="csrf-token"]').getAttribute('content');
    expect(token).toMatch(/^[\w-]{40,}$/);
  });

  it('creates a lead, with the errors of the server at their fields', async () => {
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await page.getByRole('link', { name: 'New lead' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Company').fill('Acme Corp');
    await dialog.getByLabel('Email').fill('not an address');
    await dialog.getByRole('button', { name: /create lead/i }).click();
    await dialog.getByText('Contact name is required').waitFor();
    await dialog.getByText(/must be an email address/).waitFor();
    await dialog.getByLabel('Contact name').fill('John Doe');
    await dialog.getByLabel('Email').fill('john@acme.com');
    await dialog.getByRole('button', { name: /create lead/i }).click();
    await heading('Acme Corp').waitFor();
  });

  it('keeps what happens with the lead in its timeline', async () => {
    await page.getByPlaceholder('What is worth remembering').fill('Prefers email.\nBudget in January.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('Budget in January.').waitFor();
    await page.getByText('Call', { exact: true }).first().click();
    await page.getByPlaceholder('What is worth remembering').fill('Talked about the rollout');
    await page.getByRole('button', { name: 'Add call' }).click();
    await page.getByText('Talked about the rollout').waitFor();
    expect(await page.locator('text=Prefers email.').count()).toBeGreaterThan(0);
  });

  it('adds an opportunity to the lead and lists it with its amount', async () => {
    await page.getByRole('button', { name: 'New opportunity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Annual licence');
    await dialog.getByLabel('Amount').fill('12500.50');
    await dialog.getByRole('button', { name: /create opportunity/i }).click();
    await page.getByText('Annual licence').first().waitFor();
    await page.getByRole('link', { name: 'Opportunities', exact: true }).click();
    await heading('Opportunities').waitFor();
    await page.getByText('12,500.50').first().waitFor();
    await page.getByText('Acme Corp').first().waitFor();
  });

  it('moves an opportunity on a board by dragging, by menu, and back', async () => {
    const client = await signedInClient();
    const stage = async () => (await client.get('/api/v1/opportunities')).body.data[0].stage;
    await page.locator('label', { hasText: 'Board' }).click();
    const column = (name: string) => page.getByRole('region', { name });
    await page.getByRole('link', { name: 'Annual licence' }).dragTo(column('Proposal'));
    await column('Proposal').getByText('Annual licence').waitFor();
    await page.getByText('Annual licence: Proposal').waitFor();
    expect(await stage()).toBe('PROPOSAL');
    await page.getByRole('button', { name: 'Move Annual licence' }).click();
    await page.getByRole('menuitemradio', { name: 'Closed won' }).click();
    await page.getByRole('button', { name: 'Mark as won' }).click();
    await page.getByText('Annual licence: Closed won').waitFor();
    expect(await stage()).toBe('CLOSED_WON');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Undone', { exact: true }).waitFor();
    expect(await stage()).toBe('PROPOSAL');
    await page.locator('label', { hasText: 'List' }).click();
  });

  it('finds leads by search and filters, which stand in the address', async () => {
    const client = await signedInClient();
    for (const [company, status] of [
      ['Globex', 'WORKING'],
      ['Initech', 'WORKING'],
      ['Hooli', 'QUALIFIED'],
    ]) {
      await client.post('/api/v1/leads', { company, contact_name: 'Someone', status });
    }
    await page.goto(`${test.url}/leads?status=WORKING`);
    await page.getByText('Globex').first().waitFor();
    expect(await page.getByText('Hooli').count()).toBe(0);
    await page.goto(`${test.url}/leads`);
    await page
      .getByRole('searchbox')
      .or(page.getByPlaceholder(/search leads/i))
      .first()
      .fill('hool');
    await page.waitForURL(/search=hool/);
    await page.getByText('Hooli').first().waitFor();
    await page.getByText('Globex').first().waitFor({ state: 'detached' });
  });

  it('finds a record from anywhere by keyboard, and starts a new one', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search or go to').fill('hool');
    await page.getByRole('option', { name: /Hooli/ }).waitFor();
    await page.keyboard.press('Enter');
    await heading('Hooli').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Hooli/ }).waitFor();
    await page.getByPlaceholder('Search or go to').fill('new cont');
    await page.getByRole('option', { name: 'New contact' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New contact' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('shows a lead that is not there as such, and comes back from a page that is not', async () => {
    await page.goto(`${test.url}/leads/999999`);
    await heading('This lead is not here').waitFor();
    await page.goto(`${test.url}/nowhere`);
    await heading('There is no such page').waitFor();
  });

  it('asks to sign in again when the session has ended, and goes on where one was', async () => {
    await page.goto(`${test.url}/opportunities`);
    await heading('Opportunities').waitFor();
    await context.clearCookies();
    await page.goto(`${test.url}/opportunities`);
    await page.getByLabel('Email').fill('ada@northwind.example');
    await page.getByLabel('Password', { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading('Opportunities').waitFor();
    expect(new URL(page.url()).pathname).toBe('/opportunities');
  });

  it('causes no error on the console and none against the content policy', () => {
    expect(watched.troubles).toEqual([]);
  });
});

async function signedInClient() {
  const client = test.visitor();
  await client.signIn('ada@northwind.example', testPassword);
  return client;
}
