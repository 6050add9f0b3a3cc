import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { appError, invalid } from '#shared/errors.ts';

/** Programs: nobody needs them on a record, and who opens one by mistake runs it. */
const PROGRAMS = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/vnd.microsoft.portable-executable',
  'application/x-msi',
  'application/java-archive',
  'application/vnd.android.package-archive',
]);

/** Endings whose content must be what they say: what is shown as a picture or opened by a viewer. */
const CHECKED: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

/** Texts that have no mark of their own, by their ending. */
const TEXTS: Readonly<Record<string, string>> = { csv: 'text/csv', md: 'text/markdown', json: 'application/json' };

/** What a file is by its bytes; refuses one that is not what its name says, or of a kind that is not taken. */
export async function kindOfFile(
  file: { name: string; path: string; size: number },
  accepted: readonly string[],
): Promise<string> {
  if (file.size === 0) throw invalid({ file: 'File is empty' });
  const ending = /\.([a-z0-9]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const found = await fileTypeFromFile(file.path).catch(() => undefined);
  const kind =
    found?.mime ?? ((await isText(file.path)) ? (TEXTS[ending] ?? 'text/plain') : 'application/octet-stream');
  const claimed = CHECKED[ending];
  if (claimed && claimed !== kind) throw invalid({ file: `File is named .${ending}, but its content is ${kind}` });
  if (PROGRAMS.has(kind)) throw refused('Programs cannot be attached');
  if (accepted.length > 0 && !accepted.some((one) => matches(one, kind))) {
    throw refused(`Files of the kind ${kind} cannot be attached, only ${accepted.join(', ')}`);
  }
  return kind;
}

function matches(accepted: string, kind: string): boolean {
  return accepted.endsWith('/*') ? kind.startsWith(accepted.slice(0, -1)) : accepted === kind;
}

function refused(message: string): Error {
  return appError('unsupported_media_type', { message, errors: { file: message } });
}

/** Whether the beginning reads as UTF-8 without control characters. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
    return !/(?!\s)\p{Cc}/u.test(text);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
