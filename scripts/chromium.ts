import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';
import { runNode, runProgram } from './run-step.ts';

const SYSTEM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** What every Chromium of ours is started with: root needs the first, and none shall call anybody by itself. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
];

/** The Chromium to test with: CHROMIUM, the system's, or Playwright's own; null when none is installed. */
export function findChromium(): string | null {
  const places = [process.env.CHROMIUM, ...SYSTEM_PLACES, chromium.executablePath()];
  return places.find((place) => place && isExecutable(place)) ?? null;
}

/** Finds a Chromium or installs one: Playwright's download where the network allows it, else Debian's package when root. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) {
    process.stdout.write(`Chromium for the browser tests: ${found}\n`);
    return found;
  }
  process.stdout.write('No Chromium found: trying the Playwright download\n');
  await runNode('node_modules/playwright-core/cli.js', ['install', 'chromium']).catch(() => 1);
  if (!findChromium() && process.getuid?.() === 0) {
    process.stdout.write('Installing the Debian package chromium\n');
    await runProgram('apt-get', ['update', '-qq']).catch(() => 1);
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    }).catch(() => 1);
  }
  const installed = findChromium();
  if (!installed) throw new Error('The browser tests need a Chromium: install one and set CHROMIUM to its path');
  return installed;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
