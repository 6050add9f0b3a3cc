import { get } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedTenant } from '#server/features/seed/seed.ts';
import type { TestApp, TestTenant } from '#server/testing/app.ts';
import { axeProblems, openStage, type Watched, watchedPage } from './browser.ts';

let test: TestApp;
let tenant: TestTenant;
let browser: Browser;
let cookies: { name: string; value: string; url: string }[];

beforeAll(async () => {
  ({ test, browser } = await openStage());
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
  await client.post('/api/v1/dashboards', { name: 'Everything', charts });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

/** A chart of each kind. */
const charts = [
  { title: 'Pipeline by stage', object: 'opportunities', kind: 'bar', by: 'stage', measure: 'sum', of: 'amount' },
  { title: 'By month', object: 'leads', kind: 'column', by: 'created_at:month', split: 'status', measure: 'count' },
  {
    title: 'Cycle',
    object: 'opportunities',
    kind: 'line',
    by: 'closed_at:month',
    measure: 'average',
    of: 'days_to_close',
  },
  { title: 'Ratings', object: 'leads', kind: 'donut', by: 'rating', measure: 'count' },
  { title: 'How far', object: 'leads', kind: 'funnel', by: 'status', measure: 'count' },
  { title: 'Owners', object: 'leads', kind: 'table', by: 'owner_id', split: 'rating', measure: 'count' },
  { title: 'All of it', object: 'opportunities', kind: 'number', measure: 'sum', of: 'weighted_amount' },
].map((chart) => ({ ...chart, width: 1 }));

/** Every screen, and something that shows that it is complete. */
const screens = [
  { path: '/login', ready: 'Sign in', isForVisitors: true },
  { path: '/', ready: 'Deals that have gone quiet' },
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
  { path: '/settings', ready: 'Data' },
  { path: '/settings/profile', ready: 'Profile' },
  { path: '/settings/members', ready: 'Members' },
  { path: '/settings/teams', ready: 'Teams' },
  { path: '/settings/roles', ready: 'Roles' },
  { path: '/settings/roles/rep', ready: 'Who has it' },
  { path: '/settings/fields', ready: 'Fields' },
  { path: '/settings/organization', ready: 'Organization' },
  { path: '/settings/currencies', ready: 'Currencies' },
  { path: '/settings/views', ready: 'Views' },
  { path: '/settings/lead-sources', ready: 'Lead sources' },
  { path: '/settings/templates', ready: 'Templates' },
  { path: '/settings/history', ready: 'Change history' },
  { path: '/settings/audit', ready: 'Audit log' },
  { path: '/settings/tags', ready: 'Tags' },
  { path: '/calendar', ready: 'Calendar' },
  { path: '/calendar?who=all', ready: 'Calendar' },
  { path: '/reports', ready: 'Pipeline by stage' },
  { path: '/calendar?view=week&who=all', ready: 'Calendar' },
  { path: '/calendar?view=agenda&who=all', ready: 'Calendar' },
  { path: '/to-do?who=all', ready: 'To do' },
  { path: '/first-steps', ready: 'First steps' },
  { path: '/settings/trash', ready: 'Trash' },
  { path: '/api/docs?call=patchLeadsById', ready: 'Try it' },
];

const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

// One page for all screens, which turns from one look to the other: starting a page costs more than looking at it.
let visitor: Watched;
let person: Watched;
beforeAll(async () => {
  const open = async (signedIn: typeof cookies) => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    await context.addCookies(signedIn);
    return watchedPage(context);
  };
  visitor = await open([]);
  person = await open(cookies);
});

it.each(screens)('$path is accessible, fits, and causes no error', { timeout: 90_000 }, async (screen) => {
  const { page, troubles } = screen.isForVisitors ? visitor : person;
  troubles.length = 0;
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (width === looks[0].width) await open(page, screen);
    await page.waitForLoadState('networkidle');
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    await expect.poll(() => page.evaluate(overflow), { message: `wider than the window of ${width} px` }).toBe(0);
    expect(await axeProblems(page), `at ${width} px, ${colorScheme}`).toEqual([]);
  }
  expect(troubles).toEqual([]);
});

it.each([
  { path: '/login', isForVisitors: true, most: 120 },
  { path: '/leads', isForVisitors: false, most: 230 },
])('$path loads at most $most KB of script', async ({ path, isForVisitors, most }) => {
  const { page } = isForVisitors ? visitor : person;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(test.url + path);
  await page.waitForLoadState('networkidle');
  const loaded = `performance.getEntriesByType('resource').map(({ name }) => name)`;
  const scripts = (await page.evaluate<string[]>(loaded)).filter((url) => url.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  const sizes = await Promise.all(scripts.map(gzippedSize));
  expect(sizes.reduce((sum, size) => sum + size) / 1000).toBeLessThanOrEqual(most);
});

/** Bytes of a script as the server sends it to those who take gzip. */
function gzippedSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
      });
      answer.on('end', () => resolve(size));
    }).on('error', reject);
  });
}

async function open(page: Page, { path, ready }: (typeof screens)[number]): Promise<void> {
  await page.goto(test.url + path);
  // A dialog hides the page below it from assistive technology, not from the eye.
  await page.getByRole('heading', { name: ready, includeHidden: true }).first().waitFor();
}
