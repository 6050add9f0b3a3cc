import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { axeProblems, openStage, signedInContext, watchedPage } from './browser.ts';

// Pages full of pictures are slow to draw where machines have no graphics.
vi.setConfig({ testTimeout: 120_000 });

let test: TestApp;
let client: TestClient;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: string[];

/** Open deals and others: two in Proposal worth 150 of which a chart must tell. */
const deals = [
  { name: 'One', stage: 'PROPOSAL', amount: 100, close_date: '2031-01-15' },
  { name: 'Two', stage: 'PROPOSAL', amount: 50, close_date: '2031-03-15' },
  { name: 'Three', stage: 'NEGOTIATION', amount: 70.5, close_date: '2031-03-20' },
  { name: 'Won', stage: 'CLOSED_WON', amount: 900 },
  { name: 'Lost', stage: 'CLOSED_LOST', amount: 10, lost_reason: 'PRICE' },
];

beforeAll(async () => {
  ({ test, browser } = await openStage());
  const tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  const operations = [
    ...['NEW', 'NEW', 'WORKING', 'QUALIFIED', 'UNQUALIFIED'].map((status, at) => ({
      op: 'create',
      data: { company: `Company ${at}`, contact_name: 'Someone', status },
    })),
  ];
  await client.post('/api/v1/leads/batch', { operations });
  await client.post('/api/v1/opportunities/batch', { operations: deals.map((data) => ({ op: 'create', data })) });
  context = await signedInContext(
    { test, browser, client },
    {
      viewport: { width: 1440, height: 1100 },
      locale: 'en-US',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    },
  );
  ({ page, troubles } = await watchedPage(context));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const dashboards = async () => (await client.get('/api/v1/dashboards?sort=id')).body.data;
const card = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

describe('a dashboard', () => {
  it('is made out of a template in one click, and its figures are exact', async () => {
    await page.goto(`${test.url}/reports`);
    await page.getByRole('button', { name: /^Sales/ }).click();
    await card('Open pipeline').getByRole('link', { name: '$220.5', exact: false }).waitFor();
    await card('Won this month').getByRole('link', { name: '$900' }).waitFor();
    await card('Pipeline by stage').locator('.recharts-bar-rectangle').first().waitFor();
    expect((await dashboards())[0]).toMatchObject({ name: 'Sales', visibility: 'private' });
    expect(await axeProblems(page)).toEqual([]);
  });

  it('shows each chart as a table too, and a figure opens exactly its records', async () => {
    await card('Pipeline by stage')
      .getByRole('button', { name: /as a table/ })
      .click();
    await card('Pipeline by stage').getByRole('link', { name: 'Proposal, $150' }).click();
    await page.getByRole('heading', { name: 'Opportunities' }).waitFor();
    await page.getByText('Two', { exact: true }).waitFor();
    expect(await page.getByText('Three', { exact: true }).count()).toBe(0);
    const filter = new URL(page.url()).searchParams.get('filter') ?? '';
    expect((await client.get(`/api/v1/opportunities?filter=${encodeURIComponent(filter)}`)).body.total).toBe(2);
    await page.goBack();
  });

  it('opens the records behind a bar that is clicked', async () => {
    await card('Forecast by close month, weighted').locator('.recharts-bar-rectangle').last().click();
    await page.getByText('Three', { exact: true }).waitFor();
    await page.getByText('Two', { exact: true }).waitFor();
    expect(await page.getByText('One', { exact: true }).count()).toBe(0);
    await page.goBack();
  });

  it('is narrowed down as a whole, in the address', async () => {
    await page.getByRole('combobox', { name: 'Period' }).click();
    await page.getByRole('option', { name: 'this month' }).click();
    await page.waitForURL(/period=/);
    await card('Forecast by close month, weighted').getByText('No records here yet').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await card('Forecast by close month, weighted').locator('.recharts-bar-rectangle').first().waitFor();
  });

  it('hands out its figures as CSV and its pictures as PNG', async () => {
    const save = async (title: string, item: string) => {
      await card(title)
        .getByRole('button', { name: `Actions for ${title}` })
        .click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
    };
    const figures = await save('Why deals are lost', 'Download CSV');
    expect([figures.name, figures.content.toString()]).toEqual([
      'Why-deals-are-lost.csv',
      '\uFEFF"Lost reason","Number of opportunities"\r\n"Price","1"\r\n',
    ]);
    const picture = await save('Why deals are lost', 'Download picture');
    expect([picture.name, picture.content.subarray(1, 4).toString(), picture.content.length > 3000]).toEqual([
      'Why-deals-are-lost.png',
      'PNG',
      true,
    ]);
  });

  it('changes as soon as somebody else changes a record', async () => {
    await client.post('/api/v1/opportunities', { name: 'Four', stage: 'PROPOSAL', amount: 1000 });
    await card('Open pipeline').getByRole('link', { name: '$1,220.5', exact: false }).waitFor();
  });

  it('loses a chart and gets it back, and is shown to everyone', async () => {
    await card('Won this month').getByRole('button', { name: 'Actions for Won this month' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.poll(async () => (await dashboards())[0].charts.length).toBe(7);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(async () => (await dashboards())[0].charts.length).toBe(8);
    await page.getByRole('button', { name: 'Edit dashboard' }).click();
    await page.getByRole('dialog').getByLabel('Who is shown it').click();
    await page.getByRole('option', { name: 'Everyone' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await dashboards())[0].visibility).toBe('everyone');
  });
});

it('by keyboard alone a dashboard is made, gets charts, and is put in order', async () => {
  await page.goto(`${test.url}/reports`);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 80; presses += 1) {
      const said = await page.evaluate(
        `(document.activeElement.getAttribute('aria-label') || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent || '')`,
      );
      if (name.test(String(said))) return;
      await press('Tab');
    }
    throw new Error(`no Tab leads to ${name}`);
  };
  await page.getByRole('button', { name: 'New dashboard' }).waitFor();
  await tabTo(/^New dashboard$/);
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(/^Empty dashboard/);
  await press('Enter');
  await page.getByText('No charts yet').waitFor();
  await tabTo(/^Add the first chart$/);
  await press('Enter');
  await page.getByRole('dialog', { name: 'New chart' }).waitFor();
  await tabTo(/^Bars$/);
  // From bars past columns, line and donut to a funnel.
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await tabTo(/^Title$/);
  await page.keyboard.type('How far');
  await press('Enter');
  await card('How far').getByText('Qualified', { exact: true }).waitFor();
  await tabTo(/^Add chart$/);
  await press('Enter');
  await page.getByRole('dialog', { name: 'New chart' }).waitFor();
  await tabTo(/^Title$/);
  await page.keyboard.type('By status');
  await press('Enter');
  await card('By status').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tabTo(/^Move By status$/);
  await press('ArrowLeft');
  await expect
    .poll(async () =>
      (await dashboards())[1].charts.map((chart: { title: string; kind: string }) => [chart.title, chart.kind]),
    )
    .toEqual([
      ['By status', 'bar'],
      ['How far', 'funnel'],
    ]);
  await tabTo(/^How far as a table$/);
  await press('Enter');
  await tabTo(/^Working, 2$/);
  await press('Enter');
  await page.getByText('Company 2').waitFor();
  expect(await page.getByText('Company 0').count()).toBe(0);
  expect(troubles).toEqual([]);
});
