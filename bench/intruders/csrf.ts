import { createRandom } from '#server/features/seed/random.ts';
import type { TestClient } from '#server/testing/client.ts';
import { type Attack, createNotes } from './attack.ts';
import type { Operation } from './operations.ts';
import { sampleRequest, urlOf } from './sample.ts';
import type { World } from './world.ts';

/** Everything that changes something, sent the ways in which another site could: none goes through, and reading changes nothing. */
export const csrf: Attack = {
  id: 'S12',
  name: 'requests of other sites to everything that changes something',
  size: { short: 1, full: 10 },
  async run(world, { requests: rounds, seed }) {
    const notes = createNotes();
    const client = await world.as('admin');
    const tokens = await foreignTokens(world, client);
    const before = await changes(world);
    for (let round = 0; round < rounds; round += 1) {
      for (const operation of world.operations) {
        const making = { document: operation.document, random: createRandom(seed + round), ids: world.own };
        const { body, ...sample } = sampleRequest(making, operation);
        const { method } = operation;
        if (method === 'GET') {
          await client.get(urlOf(sample));
          await client.send(urlOf(sample), { method: 'HEAD' });
          notes.sent(2);
          continue;
        }
        for (const [how, headers, query] of waysFor(operation, tokens)) {
          const path = `${urlOf(sample)}${query && (urlOf(sample).includes('?') ? '&' : '?')}${query}`;
          const answer = await client.send(path, { method, body: body ?? {}, headers });
          notes.sent();
          const isRefused = [403, 415, 422].includes(answer.status) && !(answer.status === 422 && query === '');
          if (!isRefused) notes.found(`${operation.name} ${how}`, `${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
    }
    const after = await changes(world);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    if (changed.length > 0) notes.found('changed', `rows of ${changed} have changed`);
    return notes.outcome;
  },
};

interface Tokens {
  own: string;
  others: string;
  stale: string;
}

async function foreignTokens(world: World, client: TestClient): Promise<Tokens> {
  const other = await world.as('admin');
  const stranger = await world.test.signedIn(world.strangers[0] as World['us']);
  return { own: client.csrfToken, others: stranger.csrfToken, stale: other.csrfToken };
}

type Way = [how: string, headers: Record<string, string>, query: string];

/** Visitors have no token yet: for them the browser's own word decides. */
function waysFor({ isPublic }: Operation, { own, others, stale }: Tokens): Way[] {
  const good = { 'x-csrf-token': own };
  const elsewhere: Way[] = [
    ['from another site', { ...good, 'sec-fetch-site': 'cross-site' }, ''],
    ['from a neighbour', { ...good, 'sec-fetch-site': 'same-site' }, ''],
    ['from an evil origin', { ...good, origin: 'https://evil.example' }, ''],
    ['from no origin', { ...good, origin: 'null' }, ''],
    ['with an evil referrer', { ...good, referer: 'https://evil.example/x' }, ''],
    ['as plain text', { ...good, 'content-type': 'text/plain' }, ''],
  ];
  if (isPublic) return elsewhere;
  return [
    ...elsewhere,
    ['without a token', { 'x-csrf-token': '' }, ''],
    ['with a token of another tenant', { 'x-csrf-token': others }, ''],
    ['with a token of another session', { 'x-csrf-token': stale }, ''],
    ['with half a token', { 'x-csrf-token': own.slice(0, 43) }, ''],
    ['with the token in the address', { 'x-csrf-token': '' }, `csrf_token=${own}`],
  ];
}

/** What there is beside notes of who was here and who exported. */
async function changes(world: World): Promise<Record<string, string>> {
  const {
    sessions: _s,
    server_processes: _p,
    change_sets: _c,
    audit_events: _a,
    ...others
  } = await world.owner.digests();
  const [made] = await world.owner.query("select count(*) as count from change_sets where action not like 'export%'");
  return { ...others, change_sets: String(made?.count) };
}
