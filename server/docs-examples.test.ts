// Every fetch and curl example of arvelo-api-docs.txt, as printed: only the host, the session id and the token are replaced.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

const examples = {
  credentials: `fetch('https://arvelobuilt.com/api/leads.php', {
credentials: 'include', // Include cookies
headers: {
'Content-Type': 'application/json',
'X-CSRF-Token': 'your-csrf-token'
}
})`,
  csrf: `const csrfToken = document.querySelector('meta[name="csrf-token"]').content;
// Include in request
fetch('https://arvelobuilt.com/api/leads.php', {
method: 'POST',
headers: {
'Content-Type': 'application/json',
'X-CSRF-Token': csrfToken
},
body: JSON.stringify({ ... })
})`,
  getLeads: `async function getLeads(status = null, search = '') {
const params = new URLSearchParams();
if (status) params.append('status', status);
if (search) params.append('search', search);
const response = await fetch(
\`https://arvelobuilt.com/api/leads.php?\${params}\`,
{ credentials: 'include' }
);
return await response.json();
}`,
  createLead: `async function createLead(leadData) {
const csrfToken = document.querySelector('meta[name="csrf-token"]').content;
const response = await fetch('https://arvelobuilt.com/api/leads.php', {
method: 'POST',
credentials: 'include',
headers: {
'Content-Type': 'application/json',
'X-CSRF-Token': csrfToken
},
body: JSON.stringify({
...leadData,
csrf_token: csrfToken
})
});
return await response.json();
}`,
  curlList: `curl -X GET \\
'https://arvelobuilt.com/api/leads.php?status=WORKING&page=1' \\
-H 'Cookie: PHPSESSID=your-session-id'`,
  curlCreate: `curl -X POST \\
'https://arvelobuilt.com/api/leads.php' \\
-H 'Content-Type: application/json' \\
-H 'X-CSRF-Token: your-csrf-token' \\
-H 'Cookie: PHPSESSID=your-session-id' \\
-d '{
"company": "Acme Corp",
"contact_name": "John Doe",
"email": "john@acme.com",
"csrf_token": "your-csrf-token"
}'`,
} as const;

const documentation = join(import.meta.dirname, '../../shared/docs/arvelo-api-docs.txt');

let test: TestApp;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  client = await test.signedIn(await test.addTenant());
});
afterAll(() => test.close());

const replaced = (text: string) =>
  text
    .replaceAll('https://arvelobuilt.com', test.url)
    .replaceAll('your-session-id', client.cookies.get('PHPSESSID') ?? '')
    .replaceAll('your-csrf-token', client.csrfToken);

/** What a browser has on a page of the product: its document, and a fetch that sends the cookies of this site. */
async function browser(): Promise<object> {
  const page = await client.get('/leads');
  const meta = /<meta name="csrf-token" content="([^"]*)"/.exec(page.text);
  const querySelector = (selector: string) =>
    selector === 'meta[name="csrf-token"]' && meta ? { content: meta[1] } : null;
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fetchWithCookies = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
  return { document: { querySelector }, fetch: fetchWithCookies, URLSearchParams };
}

interface Answer {
  success: boolean;
  data: Record<string, unknown>[] & Record<string, unknown>;
  total: number;
}

const run = async <T>(code: string): Promise<T> => runInNewContext(replaced(code), await browser());

it('the examples here are those of the documentation', () => {
  for (const example of Object.values(examples)) expect(example).toContain('arvelobuilt.com');
  if (!existsSync(documentation)) return;
  const text = readFileSync(documentation, 'utf8').replaceAll('\r\n', '\n');
  for (const example of Object.values(examples)) expect(text).toContain(example);
  expect(text.match(/\bfetch\(/g)).toHaveLength(4);
  expect(text.match(/^curl /gm)).toHaveLength(2);
});

describe('the fetch example', () => {
  it('with credentials reads the leads', async () => {
    const response = await run<Response>(examples.credentials);
    expect([response.status, await response.json()]).toEqual([
      200,
      { success: true, data: [], total: 0, page: 1, per_page: 50 },
    ]);
  });

  it('with the token of the meta tag creates a lead', async () => {
    const response = await run<Response>(examples.csrf.replace('{ ... }', '{ company: "Meta", contact_name: "Tag" }'));
    const body = (await response.json()) as Answer;
    expect([response.status, body.success, body.data.company]).toEqual([201, true, 'Meta']);
  });

  it('createLead creates a lead and getLeads finds it by status and search', async () => {
    type Functions = {
      getLeads(status?: string | null, search?: string): Promise<Answer>;
      createLead(lead: object): Promise<Answer>;
    };
    const { getLeads, createLead } = await run<Functions>(
      `${examples.getLeads}\n${examples.createLead}\n;({ getLeads, createLead })`,
    );
    const lead = { company: 'Fetch & Co', contact_name: 'Ann', status: 'WORKING', rating: 'WARM' };
    const created = await createLead(lead);
    expect(created).toMatchObject({ success: true, data: lead });
    for (const found of [
      await getLeads('WORKING'),
      await getLeads(null, 'fetch &'),
      await getLeads('WORKING', 'ANN'),
    ]) {
      expect([found.total, found.data[0]?.id]).toEqual([1, created.data.id]);
    }
    expect(await getLeads()).toMatchObject({ success: true, total: 2 });
    expect((await getLeads('QUALIFIED')).data).toEqual([]);
    expect(await createLead({ company: 'Nobody' })).toEqual({
      success: false,
      message: expect.any(String),
      errors: { contact_name: expect.any(String) },
    });
  });
});

describe('the curl line', () => {
  /** Runs a line in a shell; null, and a word about it, on a machine without curl. */
  const shell = async (line: string): Promise<Answer | null> => {
    try {
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', replaced(line)]);
      return JSON.parse(stdout);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 127) throw error;
      console.warn('\n  THE CURL EXAMPLES ARE NOT TESTED: there is no curl on this machine\n');
      return null;
    }
  };

  it('that creates a lead creates it', async () => {
    const answer = await shell(examples.curlCreate);
    if (!answer) return;
    expect(answer).toMatchObject({
      success: true,
      data: { company: 'Acme Corp', contact_name: 'John Doe', email: 'john@acme.com', status: 'NEW' },
    });
    await client.patch(`/api/leads.php?id=${answer.data.id}`, { status: 'WORKING' });
  });

  it('that lists leads lists those with the status', async () => {
    const answer = await shell(examples.curlList);
    if (!answer) return;
    const { body } = await client.get('/api/leads.php?status=WORKING&page=1');
    expect(answer).toEqual(body);
    expect(answer.data[0]).toMatchObject({ company: 'Acme Corp', status: 'WORKING' });
  });
});
