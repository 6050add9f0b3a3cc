import { checkImports } from './check-imports.ts';
import { checkMessages } from './messages.ts';
import { runNode } from './run-step.ts';

/** Types of the three worlds, formatting and lint, import rules, translations. Returns the names of the checks that failed. */
export async function check(): Promise<string[]> {
  const failed: string[] = [];
  const step = async (name: string, run: () => Promise<number>) => {
    process.stdout.write(`${name} ... `);
    const started = performance.now();
    const status = await run();
    process.stdout.write(
      `${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
    );
    if (status !== 0) failed.push(name);
  };
  for (const world of ['shared', 'server', 'web']) {
    await step(`types of ${world}/`, () => runNode('node_modules/typescript/bin/tsc', ['-p', world]));
  }
  await step('format and lint', () =>
    runNode('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  );
  await step('import rules', async () => {
    const broken = await checkImports();
    if (broken.length > 0) process.stdout.write(`\n${broken.join('\n')}\n`);
    return broken.length;
  });
  await step('messages', async () => {
    const problems = await checkMessages();
    if (problems.length > 0) process.stdout.write(`\n${problems.join('\n')}\n`);
    return problems.length;
  });
  return failed;
}

// The launcher imports this file, which leaves `import.meta.main` to itself.
if (process.argv[1] === import.meta.filename) process.exitCode = (await check()).length === 0 ? 0 : 1;
