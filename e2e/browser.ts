import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildWeb } from '#scripts/build.ts';
import { chromiumArguments, findChromium } from '#scripts/chromium.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the Chromium that `npm test` has found or installed. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: run `npm test`, which installs one, or set CHROMIUM');
  const home = mkdtempSync(join(tmpdir(), 'arvelo-chromium-'));
  const browser = await chromium.launch({
    executablePath,
    args: chromiumArguments,
    env: { ...process.env, HOME: home },
  });
  browser.on('disconnected', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return browser;
}

/** The product with its web app built, and a browser to look at it with. Close both. */
export async function openStage(): Promise<{ test: TestApp; browser: Browser }> {
  await buildWeb();
  return { test: await createTestApp(), browser: await openBrowser() };
}

/** A window of the browser in which somebody is signed in. */
export async function signedInContext(
  { test, browser, client }: { test: TestApp; browser: Browser; client: TestClient },
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: test.url })));
  return context;
}

export interface Watched {
  page: Page;
  /** What a user must never cause: errors of scripts, refused by the content policy, unexpected on the console. */
  troubles: string[];
}

/** A page that notes every error on its console, of its scripts, and against its content policy. */
export async function watchedPage(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused call is news for the page, which shows it; the browser logs it all the same.
    const isRefusal = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) troubles.push(`console: ${message.text()}`);
  });
  await page.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) =>
      console.error('content policy: ' + event.violatedDirective + ' ' + event.blockedURI));`,
  });
  return { page, troubles };
}

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** What axe finds against WCAG 2.2 AA, a line each. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's content policy does not hold.
  await page.evaluate(await axeSource);
  const result = await page.evaluate<AxeResult>(
    // Describing what is as it should be costs more than finding what is not.
    `axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      preload: false,
    })`,
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
