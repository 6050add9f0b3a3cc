import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '#server/platform/files/file-store.ts';

export interface FakeS3 {
  settings: S3Settings;
  /** Objects by path, the bucket first. */
  objects: Map<string, Buffer>;
  close(): void;
}

/** A storage that speaks as much of the S3 protocol as the product uses, and refuses requests without a signature. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, answer) => {
    const path = request.url ?? '';
    const found = objects.get(path);
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) answer.writeHead(403).end();
    else if (request.method === 'PUT') {
      objects.set(path, await buffer(request));
      answer.writeHead(200).end();
    } else if (request.method === 'DELETE') {
      objects.delete(path);
      answer.writeHead(204).end();
    } else if (found) answer.writeHead(200, { 'content-length': found.length }).end(found);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { endpoint, bucket: 'arvelo', region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' };
  return { settings, objects, close: () => server.close() };
}
