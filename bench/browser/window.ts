import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { type BenchTenant, benchPassword } from '#bench/dataset-build.ts';
import { chromiumArguments, ensureChromium } from '#scripts/chromium.ts';

export interface Window {
  context: BrowserContext;
  close(): Promise<void>;
}

/** A Chromium with nothing in it, on a screen of a usual laptop. */
export async function openWindow(): Promise<Window> {
  const profile = mkdtempSync(join(tmpdir(), 'arvelo-bench-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureChromium(),
    viewport: { width: 1440, height: 900 },
    args: chromiumArguments,
    env: { ...process.env, HOME: profile } as Record<string, string>,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Signs all pages of the window in. */
export async function signIn({ context }: Window, url: string, { email }: BenchTenant): Promise<void> {
  const answer = await context.request.post(`${url}/login`, { data: { email, password: benchPassword } });
  if (!answer.ok()) throw new Error(`could not sign in as ${email}: ${answer.status()}`);
}
