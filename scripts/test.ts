import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './build.ts';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { runNode } from './run-step.ts';

/** Everything that must hold, in one command; the last line counts. Arguments go to Vitest and skip the checks. */
async function test(args: readonly string[]): Promise<void> {
  const failedChecks = args.length > 0 ? [] : await check();
  const executable = await ensureChromium();
  await buildWeb();
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-report-'));
  const report = join(folder, 'report.json');
  const status = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { CHROMIUM: executable },
  );
  const { numPassedTests, numFailedTests } = readReport(report);
  rmSync(folder, { recursive: true });
  for (const name of failedChecks) process.stdout.write(`FAILED: ${name}\n`);
  const checks = args.length > 0 ? 0 : 6;
  process.stdout.write(
    `\n${numPassedTests + checks - failedChecks.length} passed, ${numFailedTests + failedChecks.length} failed\n`,
  );
  if (status !== 0 || failedChecks.length > 0 || numPassedTests === 0) process.exitCode = 1;
}

function readReport(file: string): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}

await test(process.argv.slice(2));
