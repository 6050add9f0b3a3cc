import { createRandom } from '#server/features/seed/random.ts';
import { inParallel } from '#server/platform/in-parallel.ts';
import type { TestAnswer, TestClient, TestRequest } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import type { Operation } from './operations.ts';
import { sampleRequest, urlOf } from './sample.ts';
import { type World, words } from './world.ts';

/** An id that no record of any tenant has. */
const NEVER = 987_654_321;

/** Every place where a call names a record: with another tenant's id it answers as with one that never was. */
export const foreign: Attack = {
  id: 'S1',
  name: 'ids of another tenant in every path, query, filter and body',
  size: { short: 1, full: 20 },
  async run(world, { requests: rounds, seed }) {
    const notes = createNotes();
    const clients = [await world.as('admin'), await world.as('rep')];
    const them = await world.test.signedIn(world.strangers[0] as World['us']);
    // After signing in, which is noted.
    const before = await theirRows(world);
    for (let round = 0; round < rounds; round += 1) {
      for (const client of clients) {
        const operations = world.operations.filter((one) => !one.isPublic && one.path.startsWith('/api/'));
        await inParallel(operations, 6, (operation) =>
          attempt({ world, client, them, operation, notes, seed: seed + round }),
        );
      }
    }
    if (before !== (await theirRows(world))) notes.found('written', 'rows of another tenant have changed');
    return notes.outcome;
  },
};

/** Digests of the others' tables but of their sessions, in which visits are noted. */
async function theirRows({ owner, strangers }: World): Promise<string> {
  const digests = await Promise.all(strangers.map(({ id }) => owner.digests(id)));
  return JSON.stringify(digests.map(({ sessions: _, ...others }) => others));
}

interface Attempt {
  world: World;
  client: TestClient;
  /** Signed in at another tenant. */
  them: TestClient;
  operation: Operation;
  notes: Notes;
  seed: number;
}

/** Stands for an id until it is known whose. */
class Place {
  readonly object: string;
  constructor(object: string) {
    this.object = object;
  }
}

async function attempt(one: Attempt): Promise<void> {
  const { operation, notes, world } = one;
  const ids = Object.fromEntries(Object.keys(world.own).map((object) => [object, new Place(object)]));
  const making = { document: operation.document, random: createRandom(one.seed), ids, isWhole: true };
  const sample = sampleRequest({ ...making, ids: world.own }, operation);
  const body = operation.body && sampleRequest(making, operation).body;
  const places = placesIn(body);
  for (let at = 0; at < places.length; at += 1) {
    await compare(one, places[at]?.object ?? '', (id) => [urlOf(sample), filled(body, world, { at, id })]);
  }
  for (const parameter of operation.parameters) {
    const object = parameter.schema['x-object'];
    if (!object) continue;
    await compare(one, object, (id) =>
      parameter.in === 'path'
        ? [
            urlOf({
              ...sample,
              path: operation.path.replace(`{${parameter.name}}`, String(id)).replaceAll(/\{\w+\}/g, '1'),
            }),
            sample.body,
          ]
        : [urlOf({ ...sample, query: [...sample.query, [parameter.name, String(id)]] }), sample.body],
    );
    if (parameter.in !== 'query' || !operation.parameters.some(({ name }) => name === 'filter')) continue;
    for (const filter of filtersOn(parameter.name)) {
      await compare(one, object, (id) => [
        urlOf({ ...sample, query: [...sample.query, ['filter', filter(id)]] }),
        undefined,
      ]);
    }
  }
  for (const unmarked of unmarkedIds(body))
    notes.found(`${operation.name} ${unmarked}`, 'names a record, but its schema has no x-object');
  if (operation.parameters.some(({ name }) => name === 'cursor')) await withTheirCursor(one, sample.path);
}

const filtersOn = (field: string) => [
  (id: number) => JSON.stringify({ field, op: '=', value: id }),
  (id: number) => JSON.stringify({ field, op: 'in', value: [id] }),
  (id: number) => JSON.stringify({ not: { field, op: '!=', value: id } }),
];

/** Sends the request with each foreign id and with the one that never was. */
async function compare(
  one: Attempt,
  object: string,
  make: (id: number) => [path: string, body: unknown],
): Promise<void> {
  const { client, operation, notes, world } = one;
  const theirs = world.foreign[object];
  if (theirs === undefined || theirs === world.own[object]) return;
  const send = async (id: number) => {
    const [path, body] = make(id);
    const request: TestRequest = { method: operation.method, ...(operation.method !== 'GET' && { body: body ?? {} }) };
    notes.sent();
    const answer = await client.send(path, request);
    lookForCanaries(notes, operation, answer);
    return sameness(answer);
  };
  const [there, nowhere] = [await send(theirs), await send(NEVER)];
  if (there !== nowhere) notes.found(`${operation.name} ${object}`, `${there}\n   never: ${nowhere}`);
}

function lookForCanaries(notes: Notes, operation: Operation, { text, headers }: TestAnswer): void {
  const everything = `${text} ${JSON.stringify([...headers])}`;
  for (const word of [words.them, words.others]) {
    if (everything.includes(word)) notes.found(`${operation.name} leaks`, everything.slice(0, 300));
  }
}

/** Where another tenant's list goes on is nowhere for us. */
async function withTheirCursor({ client, them, operation, notes }: Attempt, path: string): Promise<void> {
  const { body } = await them.send(`${path}?limit=1`);
  const cursor = body?.next_cursor ?? '1';
  const answer = await client.send(`${path}?cursor=${encodeURIComponent(cursor)}`);
  notes.sent(2);
  lookForCanaries(notes, operation, answer);
}

/** The answer without what differs from request to request. */
function sameness({ status, headers, text }: TestAnswer): string {
  const changing = ['date', 'x-request-id', 'x-change-set', 'content-length'];
  // Operations beside the one that is refused have run, and were taken back with it.
  const same = text
    .replaceAll(/"(id|change_set_id)": ?\d+|"\w+_at": ?"[^"]*"/g, '…')
    .replaceAll(/("key": ?"\w+_)[0-9a-f]{6}"/g, '$1…"');
  return JSON.stringify([status, same, [...headers].filter(([name]) => !changing.includes(name))]);
}

function placesIn(value: unknown): Place[] {
  if (value instanceof Place) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(placesIn) : [];
}

/** The value with our own ids in all places but one. */
function filled(value: unknown, world: World, chosen: { at: number; id: number }): unknown {
  let at = -1;
  const fill = (one: unknown): unknown => {
    if (one instanceof Place) {
      at += 1;
      return at === chosen.at ? chosen.id : (world.own[one.object] ?? 1);
    }
    if (Array.isArray(one)) return one.map(fill);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, key === 'atomic' ? true : fill(inner)]));
  };
  return fill(value);
}

/** Keys of a body that look like ids, and of whose record nobody has said whose it is. */
function unmarkedIds(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || value instanceof Place) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'number' && /^(id|\w+_id)$/.test(key) ? [`${path}.${key}`] : unmarkedIds(one, `${path}.${key}`),
  );
}
