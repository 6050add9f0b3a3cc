import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#server/testing/app.ts';
import { axeProblems, openStage, watchedPage } from './browser.ts';

let test: TestApp;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  ({ test, browser } = await openStage());
  const context = await browser.newContext({ locale: 'de-AT', reducedMotion: 'reduce' });
  ({ page, troubles } = await watchedPage(context));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

describe('in a browser that asks for German', () => {
  it('creates an organization in German, with errors in German at their fields', async () => {
    await page.goto(`${test.url}/login`);
    await page.getByRole('heading', { name: 'Arvelo einrichten' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await page.getByRole('button', { name: 'Organisation anlegen' }).click();
    await page.getByText('Organisation ist ein Pflichtfeld').waitFor();
    await page.getByLabel('Organisation').fill('Müller & Söhne');
    await page.getByLabel('Ihr Name').fill('Grete Müller');
    await page.getByLabel('E-Mail').fill('grete@mueller.example');
    await page.getByLabel('Passwort', { exact: true }).fill('1111111111');
    await page.getByRole('button', { name: 'Organisation anlegen' }).click();
    // This one comes from the server.
    await page.getByText('Nehmen Sie mehr als ein einziges Zeichen').waitFor();
    await page.getByLabel('Passwort', { exact: true }).fill('teal-otter-counts-9-boats');
    await page.getByRole('button', { name: 'Organisation anlegen' }).click();
    await page.getByRole('heading', { name: 'Erste Schritte' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });

  it('names objects, fields and what is wrong with them in German', async () => {
    await page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Firmen' }).click();
    await page.getByRole('link', { name: 'Firma anlegen' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Firma anlegen' });
    await dialog.getByRole('button', { name: 'Firma anlegen' }).click();
    await dialog.getByText('Name ist ein Pflichtfeld').waitFor();
    await dialog.getByLabel('Name').fill('Bäckerei Huber');
    await dialog.getByLabel('Branche').click();
    await page.getByRole('option', { name: 'Einzelhandel' }).click();
    await dialog.getByRole('button', { name: 'Firma anlegen' }).click();
    await page.getByText('Firma angelegt').waitFor();
    await page.getByRole('heading', { name: 'Bäckerei Huber' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
