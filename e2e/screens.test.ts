import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '#scripts/build.ts';
import { seedTenant } from '#server/features/seed/seed.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import { axeProblems, openBrowser, watchedPage } from './browser.ts';

let test: TestApp;
let tenant: TestTenant;
let browser: Browser;
let cookies: { name: string; value: string; url: string }[];

beforeAll(async () => {
  await buildWeb();
  test = await createTestApp();
  tenant = await test.addTenant('Northwind Traders');
  await seedTenant(tenant.ctx, {
    leads: 60,
    companies: 20,
    contacts: 40,
    opportunities: 30,
    activities: 60,
    tasks: 20,
    seed: 1,
  });
  const client = await test.signedIn(tenant);
  cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: test.url }));
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

/** Every screen, and something that shows that it is complete. */
const screens = [
  { path: '/login', ready: 'Sign in', visitor: true },
  { path: '/leads', ready: 'Leads' },
  { path: '/leads?search=nobodyiscalledthis', ready: 'Leads' },
  { path: '/leads/new', ready: 'Leads' },
  { path: '/leads/60', ready: 'Activity' },
  { path: '/leads/60/edit', ready: 'Activity' },
  { path: '/opportunities', ready: 'Opportunities' },
  { path: '/opportunities/new', ready: 'Opportunities' },
  { path: '/opportunities/30', ready: 'Activity' },
  { path: '/opportunities?layout=board', ready: 'Negotiation' },
  { path: '/contacts', ready: 'Contacts' },
  { path: '/contacts/1', ready: 'Activity' },
  { path: '/companies', ready: 'Companies' },
  { path: '/companies/1', ready: 'Activity' },
  { path: '/companies/1/contacts/new', ready: 'Activity' },
  { path: '/tasks', ready: 'Tasks' },
  { path: '/tasks/1', ready: 'Details' },
  { path: '/activities', ready: 'Activities' },
  { path: '/profile', ready: 'Profile' },
  { path: '/users', ready: 'Users' },
  { path: '/lead-sources', ready: 'Lead sources' },
  { path: '/templates', ready: 'Templates' },
  { path: '/history', ready: 'Change history' },
  { path: '/tags', ready: 'Tags' },
  { path: '/calendar', ready: 'Calendar' },
  { path: '/calendar?who=all', ready: 'Calendar' },
  { path: '/trash', ready: 'Trash' },
  { path: '/api/docs?call=patchLeadsById', ready: 'Try it' },
];

const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

describe.each(looks)('at $width px, $colorScheme', ({ width, colorScheme }) => {
  it.each(screens)('$path is accessible, fits, and causes no error', async ({ path, ready, visitor }) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    if (!visitor) await context.addCookies(cookies);
    await expectGoodScreen(context, path, ready);
    await context.close();
  });
});

async function expectGoodScreen(context: BrowserContext, path: string, ready: string): Promise<void> {
  const { page, troubles } = await watchedPage(context);
  await page.goto(test.url + path);
  // A dialog hides the page below it from assistive technology, not from the eye.
  await page.getByRole('heading', { name: ready, includeHidden: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow, 'wider than the window').toBe(0);
  expect(await axeProblems(page)).toEqual([]);
  expect(troubles).toEqual([]);
}
