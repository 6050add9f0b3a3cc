/** Something that was looked at. */
export interface Finding {
  name: string;
  ok: boolean;
  found: string;
  /** What to do when it is not ok. */
  advice: string;
}

/** Prints a line per finding; ends with status 1 when one is not ok. */
export function showFindings(findings: readonly Finding[], whenWell: string): void {
  for (const { name, ok, found, advice } of findings) {
    process.stdout.write(`${ok ? 'ok   ' : 'FAIL '} ${name.padEnd(26)} ${found}${ok ? '' : `\n      ${advice}`}\n`);
  }
  const failed = findings.filter((finding) => !finding.ok).length;
  process.stdout.write(failed === 0 ? `\n${whenWell}\n` : `\n${failed} of ${findings.length} checks failed.\n`);
  if (failed > 0) process.exitCode = 1;
}
