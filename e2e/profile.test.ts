import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  client = await test.signedIn(await test.addTenant('Northwind Traders'));
  context = await signedInContext(
    { test, browser, client },
    { locale: 'en-US', timezoneId: 'America/New_York', reducedMotion: 'reduce' },
  );
  ({ page, troubles } = await watchedPage(context));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const preferences = async () => (await client.get('/api/v1/session')).body.data.preferences;

it('takes the time zone of the browser where nobody has chosen one', async () => {
  await page.goto(`${test.url}/profile`);
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await expect.poll(async () => (await preferences()).time_zone).toBe('America/New_York');
  expect(await axeProblems(page)).toEqual([]);
});

it('says at its field what is wrong, and keeps what is right', async () => {
  await page.getByRole('textbox', { name: 'Name' }).fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Name is required').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Profile saved').first().waitFor();
  await page.getByText('Ada Lovelace').first().waitFor();
});

it('changes language, numbers and theme at once, by keyboard', async () => {
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: option }).waitFor();
    const at = (await page.getByRole('option').allTextContents()).indexOf(option);
    for (let step = 0; step <= at; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await choose('Theme', 'High contrast');
  await choose('Language', 'Deutsch');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profil' }).waitFor();
  await expect.poll(() => page.evaluate('document.documentElement.hasAttribute("data-contrast")')).toBe(true);
  expect(await preferences()).toMatchObject({ language: 'de', theme: 'contrast' });
  expect(await axeProblems(page)).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: 'Profil' }).waitFor();
  expect(troubles).toEqual([]);
});
