import type { TestAnswer, TestClient } from './client.ts';

interface Upload {
  /** The path of the record: `leads/1`. */
  to: string;
  content: Uint8Array | string;
  name?: string;
  part?: string;
}

/** Sends a file to a record, as a browser does. */
export async function sendFile(
  client: TestClient,
  { to, content, name = 'note.txt', part = 'file' }: Upload,
): Promise<TestAnswer> {
  const form = new FormData();
  form.append(part, new Blob([content as Uint8Array<ArrayBuffer>]), name);
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return client.send(`/api/v1/${to}/attachments`, {
    method: 'POST',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: new Uint8Array(await request.arrayBuffer()),
  });
}
