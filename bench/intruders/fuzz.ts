import { createRandom, type Random } from '#server/features/seed/random.ts';
import { inParallel } from '#server/platform/in-parallel.ts';
import type { TestClient, TestRequest } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import { type Conformance, createConformance } from './conformance.ts';
import { hostileText, spoiled } from './hostile.ts';
import type { Document, Operation } from './operations.ts';
import { sampleParameter, sampleRequest, urlOf } from './sample.ts';
import type { World } from './world.ts';

/** Every parameter and every place of every body, in value and in shape, against the log of PostgreSQL as oracle. */
export const fuzz: Attack = {
  id: 'S7 R1',
  name: 'hostile values and shapes in every parameter and body',
  size: { short: 1500, full: 200_000 },
  async run(world, { requests, seed }) {
    const notes = createNotes();
    const random = createRandom(seed);
    const [first] = world.operations;
    const contract = { conforms: createConformance((first as Operation).document) };
    let client = await world.as('admin');
    const rounds = Math.ceil(requests / world.operations.length);
    const work = Array.from({ length: rounds }, () => random.shuffle(world.operations)).flat();
    await inParallel(work, 8, async (operation) => {
      const ended = await attempt({ world, client, operation, random, contract, notes });
      if (ended) client = await world.as('admin');
    });
    for (const line of world.databaseErrors()) {
      const [, code = ''] = /^\S+ ([0-9A-Z]{5}) (?:ERROR|FATAL|PANIC)/.exec(line) ?? [];
      if (/^(22|42|XX)/.test(code)) notes.found(`PostgreSQL ${code}`, line);
    }
    if ('polluted' in {}) notes.found('pollution', 'a request has changed the prototype of all objects');
    return notes.outcome;
  },
};

interface Attempt {
  world: World;
  client: TestClient;
  operation: Operation;
  random: Random;
  /** As the document stood when an answer last seemed to differ from it. */
  contract: { conforms: Conformance };
  notes: Notes;
}

/** Sends one spoiled request; true when it has ended the session. */
async function attempt({ world, client, operation, random, contract, notes }: Attempt): Promise<boolean> {
  const { path, request } = spoiledRequest(world, operation, random);
  const started = performance.now();
  const answer = await client.send(path, request).catch((error: Error) => error);
  const told = `${operation.method} ${path.slice(0, 300)} ${JSON.stringify(request.body ?? '').slice(0, 300)}`;
  notes.sent();
  if (answer instanceof Error) {
    notes.found(`${operation.name} broke off`, `${told}: ${answer.cause ?? answer.message}`);
    return false;
  }
  if (answer.status >= 500) notes.found(`${operation.name} ${answer.status}`, `${told}: ${answer.text.slice(0, 200)}`);
  let wrong = contract.conforms(operation, answer);
  if (wrong !== null) {
    // What was sent before may have added a choice that the document names by now, such as a currency.
    contract.conforms = createConformance(await presentDocument(world));
    wrong = contract.conforms(operation, answer);
  }
  if (wrong !== null && !isPlain404(answer.status)) notes.found(`${operation.name} off contract`, `${told}: ${wrong}`);
  const milliseconds = performance.now() - started;
  if (milliseconds > SLOW_MS) notes.found(`${operation.name} slow`, `${told}: ${Math.round(milliseconds)} ms`);
  return answer.headers.has('clear-site-data');
}

/** In a session of its own: what was sent may have ended the one that sent it. */
async function presentDocument(world: World): Promise<Document> {
  const admin = await world.as('admin');
  return (await admin.get('/api/v1/openapi.json')).body;
}

/** Far above what a request may take, since many run at once beside everything else that the machine does. */
const SLOW_MS = 8000;

/** A spoiled path can be another path, of which there is none. */
function isPlain404(status: number): boolean {
  return status === 404 || status === 405;
}

function spoiledRequest(world: World, operation: Operation, random: Random): { path: string; request: TestRequest } {
  const making = { document: operation.document, random, ids: world.own };
  const sample = sampleRequest(making, operation);
  const optional = operation.parameters.filter((one) => one.in === 'query');
  for (const parameter of optional) {
    if (random.below(4) > 0) continue;
    const isHostile = random.below(2) === 0;
    const value = isHostile ? hostileText(random, parameter.name) : sampleParameter(making, parameter);
    sample.query.push([spoiledName(random, parameter.name), value.toWellFormed()]);
  }
  if (random.below(8) === 0)
    sample.query.push([hostileText(random).toWellFormed(), hostileText(random).toWellFormed()]);
  if (random.below(6) === 0) {
    sample.path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(hostileText(random).toWellFormed()));
  }
  const body = sample.body === undefined || random.below(6) === 0 ? sample.body : spoiled(random, sample.body);
  const headers: Record<string, string> = {};
  if (random.below(10) === 0) headers['if-match'] = headerText(hostileText(random));
  if (random.below(10) === 0) headers['idempotency-key'] = headerText(hostileText(random));
  const isUnsafe = operation.method !== 'GET';
  return { path: urlOf(sample), request: { method: operation.method, headers, ...(isUnsafe && { body: body ?? {} }) } };
}

/** Names are shapes too: `limit[]`, `filter[$ne]`. */
function spoiledName(random: Random, name: string): string {
  const turn = random.below(20);
  return turn === 0 ? `${name}[]` : turn === 1 ? `${name}[$ne]` : turn === 2 ? name.toUpperCase() : name;
}

/** What fetch lets into a header. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').trim();
}
