import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BenchTenant, benchPassword } from '#bench/dataset-build.ts';
import { median } from '#bench/measure.ts';
import { say } from '#bench/say.ts';
import { installTool } from '#bench/tool.ts';
import { ensureChromium } from '#scripts/chromium.ts';

const LIGHTHOUSE = { name: 'lighthouse', version: '13.5.0' };
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

export type Category = (typeof CATEGORIES)[number];
export type Preset = 'desktop' | 'mobile';

export interface AuditInput {
  url: string;
  tenant: BenchTenant;
  /** Where Lighthouse is kept. */
  folder: string;
  runs: number;
}

export interface Audit {
  page: string;
  preset: Preset;
  /** 0 to 100. */
  scores: Record<Category, number>;
  /** Titles of what costs points, but for performance. */
  faults: readonly string[];
}

/** The part of Lighthouse's answer that counts here. */
interface Report {
  lhr: {
    finalDisplayedUrl: string;
    runtimeError?: { message: string };
    categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
    audits: Record<string, { title: string; score: number | null }>;
  };
}
type Lighthouse = (url: string, flags: object, config?: object) => Promise<Report | undefined>;

interface Launched {
  port: number;
  kill(): void;
}
type Launch = (options: { chromePath: string; chromeFlags: readonly string[] }) => Promise<Launched>;

/** Lighthouse's scores of the sign-in page and of the leads list, on both of its presets. null: it cannot be had here. */
export async function auditPages({ url, tenant, folder, runs }: AuditInput): Promise<Audit[] | null> {
  const place = await installTool(folder, LIGHTHOUSE);
  if (!place) return null;
  const module = (path: string) => import(pathToFileURL(join(place, 'node_modules', path)).href);
  const { default: lighthouse } = (await module('lighthouse/core/index.js')) as { default: Lighthouse };
  const { default: desktop } = (await module('lighthouse/core/config/desktop-config.js')) as { default: object };
  const { launch } = (await module('chrome-launcher/dist/index.js')) as { launch: Launch };
  // A browser of its own: Playwright would hold each page that Lighthouse opens.
  const browser = await launch({ chromePath: await ensureChromium(), chromeFlags: FLAGS });
  try {
    const audits: Audit[] = [];
    for (const page of ['/login', '/leads']) {
      const extraHeaders = page === '/leads' ? { Cookie: await cookieOf(url, tenant) } : {};
      for (const preset of ['desktop', 'mobile'] as const) {
        const flags = { port: browser.port, onlyCategories: CATEGORIES, logLevel: 'error', extraHeaders };
        const reports: Report['lhr'][] = [];
        for (let run = 1; run <= runs; run += 1)
          reports.push(check(await lighthouse(url + page, flags, preset === 'desktop' ? desktop : undefined), page));
        const audit = auditOf(reports, { page, preset });
        say(`${page} ${preset}: ${Object.entries(audit.scores).flat().join(' ')}; ${audit.faults.join('; ')}`);
        audits.push(audit);
      }
    }
    return audits;
  } finally {
    browser.kill();
  }
}

async function cookieOf(url: string, { email }: BenchTenant): Promise<string> {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: benchPassword }),
  });
  if (!answer.ok) throw new Error(`could not sign in as ${email}: ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return cookies.join('; ');
}

function check(report: Report | undefined, page: string): Report['lhr'] {
  const lhr = report?.lhr;
  if (!lhr || lhr.runtimeError) throw new Error(`Lighthouse failed on ${page}: ${lhr?.runtimeError?.message}`);
  if (new URL(lhr.finalDisplayedUrl).pathname !== page)
    throw new Error(`Lighthouse saw ${lhr.finalDisplayedUrl} instead of ${page}`);
  return lhr;
}

function auditOf(reports: readonly Report['lhr'][], { page, preset }: Pick<Audit, 'page' | 'preset'>): Audit {
  const score = (category: Category) =>
    median(reports.map(({ categories }) => 100 * (categories[category]?.score ?? Number.NaN)));
  const faults = new Set<string>();
  for (const { categories, audits } of reports) {
    for (const category of ['accessibility', 'best-practices']) {
      for (const { id, weight } of categories[category]?.auditRefs ?? []) {
        const { title = id, score: reached = null } = audits[id] ?? {};
        if (weight > 0 && reached !== null && reached < 1) faults.add(title);
      }
    }
  }
  const scores = Object.fromEntries(CATEGORIES.map((one) => [one, Math.round(score(one))])) as Audit['scores'];
  return { page, preset, scores, faults: [...faults] };
}
