import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startServerProcess } from '#server/testing/server-process.ts';
import { buildWeb } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { projectFolder } from './run-step.ts';

// Pictures of the product for the documentation, from believable data: `node scripts/screens.ts [folder [name…]]`.

const tenant = 'Northwind Traders';
const person = { name: 'Maren Okafor', email: 'maren@northwind.example', password: 'teal-otter-counts-9-boats' };
const colleagues = ['Jonas Weber', 'Aiko Tanaka', 'Priya Raman'];
const [target = join(projectFolder, 'docs/screens'), ...chosen] = process.argv.slice(2);

const sizes = [
  { suffix: '', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { suffix: '-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { suffix: '-phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const;

/** Name of the picture and how to get there. */
const screens: readonly [string, (page: Page) => Promise<unknown>][] = [
  ['home', (page) => page.goto('/')],
  ['leads', (page) => page.goto('/leads')],
  ['lead', openFirstLead],
  ['new-lead', (page) => page.goto('/leads/new')],
  ['opportunities', (page) => page.goto('/opportunities?layout=list')],
  ['board', (page) => page.goto('/opportunities?layout=board')],
  ['leads-board', (page) => page.goto('/leads?layout=board&rating=HOT')],
  ['opportunity', (page) => page.goto('/opportunities/40')],
  ['contacts', (page) => page.goto('/contacts')],
  ['contact', (page) => page.goto('/contacts/7')],
  ['companies', (page) => page.goto('/companies')],
  ['company', (page) => page.goto('/companies/7')],
  ['tasks', (page) => page.goto('/tasks')],
  ['task', (page) => page.goto('/tasks/7')],
  ['search', (page) => openSearch(page, 'an')],
  ['commands', (page) => openSearch(page, '')],
  ['calendar', (page) => page.goto('/calendar?who=all')],
  ['calendar-week', (page) => page.goto('/calendar?view=week&who=all')],
  ['to-do', (page) => page.goto('/to-do?who=all')],
  ['first-steps', (page) => page.goto('/first-steps')],
  ['quick-add', openQuickAdd],
  ['activities', (page) => page.goto('/activities')],
  ['members', (page) => page.goto('/settings/members')],
  ['fields', (page) => page.goto('/settings/fields')],
  ['roles', (page) => page.goto('/settings/roles')],
  ['role', (page) => page.goto('/settings/roles/rep')],
  ['reports', openReports],
  ['history', (page) => page.goto('/settings/history')],
  ['trash', (page) => page.goto('/settings/trash')],
];

async function takeScreens(): Promise<void> {
  const executablePath = await ensureChromium();
  await buildWeb();
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-screens-'));
  // Started by root, the database runs as a user of its own, who has to get in.
  chmodSync(folder, 0o755);
  const env = { DATA_DIR: join(folder, 'data'), PORT: '0', RATE_LIMITS: 'off' };
  addPerson(person.name, 'admin', env);
  for (const name of colleagues) addPerson(name, 'rep', env);
  const counts = { leads: 240, companies: 60, contacts: 120, opportunities: 90, activities: 900, tasks: 80 };
  const flags = Object.entries(counts).flatMap(([name, count]) => [`--${name}`, String(count)]);
  runArvelo(['seed', '--tenant', tenant, ...flags], env);
  const server = await startServerProcess(folder, env);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    mkdirSync(target, { recursive: true });
    for (const size of sizes) await takeSize(browser, server.url, size);
  } finally {
    await browser.close();
    await server.stop('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeSize(browser: Browser, baseURL: string, size: (typeof sizes)[number]): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    viewport: size.viewport,
    colorScheme: size.colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const take = async (name: string) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(target, `${name}${size.suffix}.png`) });
  };
  await page.goto('/login');
  await take('sign-in');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  for (const [name, open] of screens.filter(([name]) => chosen.length === 0 || chosen.includes(name))) {
    await open(page);
    await take(name);
  }
  await context.close();
}

/** The dashboard that is there already, or a new one. */
async function openReports(page: Page): Promise<void> {
  await page.goto('/reports');
  await page.waitForLoadState('networkidle');
  const sales = page.getByRole('button', { name: /^Sales/ });
  if (await sales.isVisible()) await sales.click();
  await page.locator('.recharts-bar-rectangle').first().waitFor();
}

async function openSearch(page: Page, text: string): Promise<void> {
  await page.goto('/leads');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search or go to').fill(text);
  await page.waitForTimeout(700);
}

async function openQuickAdd(page: Page): Promise<void> {
  await page.goto('/leads');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('q');
  await page.getByLabel('What to add').fill('meeting with an on friday at 10 for 1h30m');
  await page.waitForTimeout(1000);
}

/** The lead of an opportunity that is about to close: a page with something on it. */
async function openFirstLead(page: Page): Promise<void> {
  const id = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/opportunities?stage=NEGOTIATION&limit=100');
    const { data } = (await answer.json()) as { data: { lead_id: number | null }[] };
    return data.find((one) => one.lead_id)?.lead_id;
  });
  await page.goto(`/leads/${id}`);
}

function addPerson(name: string, role: string, env: Record<string, string>): void {
  const email = `${name.split(' ')[0]?.toLowerCase()}@northwind.example`;
  const user = ['--tenant', tenant, '--name', name, '--email', email, '--role', role, '--password-stdin'];
  runArvelo(['user', 'add', ...user], env, person.password);
}

function runArvelo(args: readonly string[], env: Record<string, string>, input?: string): void {
  const program = join(projectFolder, 'bin/arvelo.js');
  const { status } = spawnSync(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`arvelo ${args[0]} ended with ${status}`);
}

await takeScreens();
