/** Progress goes to stderr, so that stdout holds the table alone. */
export function say(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
