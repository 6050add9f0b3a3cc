import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { appError, invalid } from '#shared/errors.ts';

/** A file that came with a request, put down on disk; whoever asked for it deletes it or moves it away. */
export interface UploadedFile {
  /** As the client calls it. */
  name: string;
  path: string;
  size: number;
}

export interface UploadLimits {
  /** The folder to put it into. */
  folder: string;
  /** Most bytes. */
  most: number;
}

const MISSING = { file: 'File is required: send it as the part `file` of multipart/form-data' };

/** Reads the one file of a multipart request onto disk as it arrives, so that its size costs no memory. */
export async function receiveFile(request: IncomingMessage, { folder, most }: UploadLimits): Promise<UploadedFile> {
  const path = join(folder, randomUUID());
  try {
    const name = await writeFile(request, path, most);
    if (name === null) throw invalid(MISSING);
    return { name, path, size: (await stat(path)).size };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Resolves with the name of the file, null when there was none. */
async function writeFile(request: IncomingMessage, path: string, most: number): Promise<string | null> {
  const parser = openParser(request, most);
  let written: Promise<string> | null = null;
  const { promise: refused, reject: refuse } = Promise.withResolvers<never>();
  parser.on('file', (part, file, name) => {
    if (part !== 'file' || written) file.resume();
    else {
      written = writePart(file, { path, name: name ?? '', most });
      written.catch(refuse);
    }
  });
  const finished = pipeline(request, parser).catch(() => {
    throw invalid({ file: 'The body is not complete multipart/form-data' });
  });
  try {
    // What is wrong with the file is said at once: the rest of it is not waited for.
    return await Promise.race([finished.then(() => written), refused]);
  } finally {
    request.unpipe(parser);
    request.resume();
  }
}

function openParser(request: IncomingMessage, most: number): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as { 'content-type': string },
      limits: { files: 2, fields: 10, parts: 12, fieldSize: 10_000, fileSize: most, headerPairs: 50 },
    });
  } catch {
    throw invalid({ file: 'The Content-Type must be multipart/form-data with a boundary' });
  }
}

async function writePart(
  file: BusboyFileStream,
  { path, name, most }: { path: string; name: string; most: number },
): Promise<string> {
  file.once('limit', () => file.destroy(tooLarge(most)));
  await pipeline(file, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  if (file.truncated) throw tooLarge(most);
  return name;
}

function tooLarge(most: number): Error {
  const text = `${(most / 1_048_576).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
  return appError('too_large', {
    message: `The file is larger than ${text}`,
    errors: { file: `File must be at most ${text}` },
  });
}
