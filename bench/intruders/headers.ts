import { connect } from 'node:net';
import { createRandom } from '#server/features/seed/random.ts';
import type { TestAnswer, TestRequest } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import { sampleRequest, urlOf } from './sample.ts';
import type { World } from './world.ts';

const REQUIRED: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'content-security-policy': /default-src 'none'/,
  'cache-control': /no-store/,
  'x-request-id': /^[\w-]{36}$/,
};

/** Headers of every call in every kind of answer; paths that are written oddly lead nowhere. */
export const headers: Attack = {
  id: 'S17',
  name: 'headers on every call and kind of answer, odd paths and methods',
  size: { short: 1, full: 1 },
  async run(world, { seed }) {
    const notes = createNotes();
    const admin = await world.as('admin');
    const visitor = world.test.visitor();
    for (const operation of world.operations) {
      const making = { document: operation.document, random: createRandom(seed), ids: world.own };
      const { body, ...sample } = sampleRequest(making, operation);
      const url = urlOf(sample);
      const { method } = operation;
      const isUnsafe = method !== 'GET';
      const kinds: [who: typeof admin, path: string, request: TestRequest][] = [
        [admin, url, { method, ...(isUnsafe && { body: body ?? {} }), headers: { 'x-csrf-token': '' } }],
        [admin, `${sample.path}?nonsense=1`, { method, ...(isUnsafe && { body: {} }) }],
        [admin, url, { method: 'PUT' }],
        [admin, url, { method: 'OPTIONS' }],
        [visitor, url, { method, ...(isUnsafe && { body: '{' }) }],
        [admin, sample.path.replace(/\d+/, '999999999'), { method, ...(isUnsafe && { body: {} }) }],
      ];
      if (isUnsafe) kinds.push([admin, url, { method, body: 'x', headers: { 'content-type': 'text/plain' } }]);
      if (isUnsafe) kinds.push([admin, url, { method, body: `"${'x'.repeat(1_200_000)}"` }]);
      for (const [who, path, request] of kinds) {
        notes.sent();
        const answer = await who.send(path, request).catch(() => null);
        if (answer) judge(notes, `${operation.name} ${request.method}`, answer);
      }
    }
    await oddPaths(world, notes);
    return notes.outcome;
  },
};

function judge(notes: Notes, name: string, answer: TestAnswer): void {
  for (const [header, value] of Object.entries(REQUIRED)) {
    const got = answer.headers.get(header) ?? '';
    if (!value.test(got)) notes.found(`${name} ${answer.status} ${header}`, `"${got}"`);
  }
  for (const header of ['server', 'x-powered-by', 'access-control-allow-origin']) {
    if (answer.headers.has(header)) notes.found(`${name} ${header}`, answer.headers.get(header) ?? '');
  }
}

/** As they stand in the request, which fetch would tidy up. */
const ODD = [
  'GET /api/leads.php/x.css',
  'GET //api/v1/leads',
  'GET /api//v1/leads',
  'GET /api/v1/leads/',
  'GET /api/v1/leads/1.css',
  'GET /api/v1/%2e%2e/v1/leads',
  'GET /api/v1/../v1/leads',
  'GET /api/v1/leads%2f1',
  'GET /API/V1/LEADS',
  'GET /api/v1/leads;x=1',
  'GET /api/v1/leads%00',
  'GET /api/v1/leads/1/%2e%2e/2',
  'GET /%61pi/v1/leadsx',
  'GET /assets/../../package.json',
  'GET /assets/%2e%2e/%2e%2e/package.json',
  'GET /.env',
  'GET /web/main.tsx',
  'TRACE /api/v1/leads',
  'TRACE /',
  'PROPFIND /api/v1/leads',
];

async function oddPaths(world: World, notes: Notes): Promise<void> {
  const admin = await world.as('admin');
  const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const line of ODD) {
    const answer = await raw(
      world.test.url,
      `${line} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    notes.sent();
    const status = Number(answer.split(' ')[1]);
    if (!(status >= 400 && status < 500)) notes.found(line, answer.split('\r\n')[0] ?? '');
    if (/canary|"version":|createServer/.test(answer)) notes.found(`${line} shows something`, answer.slice(0, 300));
  }
}

function raw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}
