import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import type { FileEntry } from './manifest.ts';

/** Writes a stream to a file of the backup, compressed, and says what is in the file. */
export async function packInto(folder: string, path: string, source: Readable): Promise<FileEntry> {
  const meter = createMeter();
  const file = createWriteStream(join(folder, path), { mode: 0o600, flags: 'wx', flush: true });
  const fast = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  await pipeline(source, fast, meter.stream, file);
  return { path, ...meter.result() };
}

/** Reads a file of the backup into a stream; throws when it is not the file that was written. */
export async function unpack(folder: string, entry: FileEntry, target: Writable): Promise<void> {
  const meter = createMeter();
  const file = createReadStream(join(folder, entry.path));
  await pipeline(file, meter.stream, createZstdDecompress(), target).catch(explain(folder, entry));
  const { bytes, sha256 } = meter.result();
  if (bytes !== entry.bytes || sha256 !== entry.sha256) throw damaged(folder, entry);
}

/** Passes bytes through, counting and hashing them. */
export function createMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** What damaged bytes unpack to may fail anywhere on its way, so the file is looked at once more. */
function explain(folder: string, entry: FileEntry) {
  return async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new BackupError(`${join(folder, entry.path)} is missing from the backup`);
    throw (await isIntact(folder, entry)) ? error : damaged(folder, entry);
  };
}

async function isIntact(folder: string, { path, bytes, sha256 }: FileEntry): Promise<boolean> {
  const meter = createMeter();
  await pipeline(createReadStream(join(folder, path)), meter.stream.resume());
  const found = meter.result();
  return found.bytes === bytes && found.sha256 === sha256;
}

export function damaged(folder: string, entry: FileEntry): BackupError {
  return new BackupError(`${join(folder, entry.path)} was changed or damaged: its checksum is another`);
}
