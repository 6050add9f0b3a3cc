import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './backup-error.ts';

/** Writes a value as JSON, and its checksum in a file beside it. */
export async function writeCheckedJson(folder: string, name: string, value: object): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  await writeFile(join(folder, name), text, { mode: 0o600, flush: true });
  await writeFile(join(folder, `${name}.sha256`), `${sha256(text)}  ${name}\n`, { mode: 0o600, flush: true });
}

/** Reads what was written so; throws a `BackupError` that says what is wrong with it. */
export async function readCheckedJson<T extends { format: number }>(folder: string, name: string): Promise<T> {
  const [text, sum] = await Promise.all([name, `${name}.sha256`].map((one) => readText(folder, one)));
  if (sum?.split(/\s/)[0] !== sha256(text ?? '')) {
    throw new BackupError(`${join(folder, name)} was changed or damaged: its checksum is another`);
  }
  const value = JSON.parse(text ?? '') as T;
  if (value.format !== 1) {
    throw new BackupError(`${folder} has the format ${value.format}, which this version does not know: update first`);
  }
  return value;
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BackupError(`${folder} is no complete backup: it has no ${name}`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
