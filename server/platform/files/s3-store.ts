import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { appError } from '#shared/errors.ts';
import type { FileStore, S3Settings } from './file-store.ts';

/** Keeps files in a bucket of a storage that speaks the S3 protocol, addressed by path. */
export function createS3Store(settings: S3Settings, incoming: string): FileStore {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const send = async (key: string, init: RequestInit): Promise<Response> => {
    const answer = await client.fetch(`${endpoint}/${bucket}/${key}`, init).catch((cause) => {
      throw away(cause);
    });
    if (answer.ok || answer.status === 404) return answer;
    throw away(new Error(`the file storage answered ${init.method} with ${answer.status}: ${await answer.text()}`));
  };
  return {
    incoming,
    async keep(key, path) {
      // Signed without the hash of the bytes, which would mean reading them twice; TLS protects them on the way.
      const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const answer = await send(key, { method: 'PUT', body: await openAsBlob(path), headers });
      if (!answer.ok) throw away(new Error(`the file storage has no bucket ${bucket}`));
      await rm(path, { force: true });
    },
    async read(key) {
      const answer = await send(key, { method: 'GET' });
      if (!answer.ok || !answer.body) throw Object.assign(new Error(`no file ${key}`), { code: 'ENOENT' });
      return Readable.fromWeb(answer.body as ReadableStream);
    },
    async remove(key) {
      await send(key, { method: 'DELETE' });
    },
  };
}

function away(cause: unknown): Error {
  return appError('unavailable', { message: 'The file storage cannot be reached', retryAfter: 10, cause });
}
