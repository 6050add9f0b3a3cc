import { createRandom } from '#server/features/seed/random.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import { type Operation, operationsOf } from './operations.ts';
import { sampleRequest, urlOf } from './sample.ts';
import type { World } from './world.ts';

/** Whatever is refused leaves no trace: wrong bodies, privileged fields, and calls that the role may not make. */
export const refused: Attack = {
  id: 'S5 S6',
  name: 'refused calls, privileged fields and what a viewer may not do, with the tables compared before and after',
  size: { short: 1, full: 10 },
  async run(world, { requests: rounds, seed }) {
    const notes = createNotes();
    const [admin, viewer] = [await world.as('admin'), await world.as('viewer')];
    const offered = operationsOf((await viewer.get('/api/v1/openapi.json')).body).map(({ name }) => name);
    const unsafe = world.operations.filter(({ method }) => method !== 'GET');
    for (let round = 0; round < rounds; round += 1) {
      for (const operation of unsafe) {
        const before = await stored(world);
        const request = requestFor(world, operation, seed + round);
        const answers = await sendWrong(admin, operation, request);
        const mayNot = !operation.isPublic && !offered.includes(operation.name);
        if (mayNot) answers.push(['as a viewer', await send(viewer, operation, request)]);
        notes.sent(answers.length);
        for (const [how, answer] of answers) judge(notes, operation, { how, answer });
        if (JSON.stringify(before) !== JSON.stringify(await stored(world)))
          notes.found(
            operation.name,
            `changed something, though it answered ${answers.map(([how, { status }]) => `${how} ${status}`)}`,
          );
      }
    }
    if ('polluted' in {}) notes.found('pollution', 'a request has changed the prototype of all objects');
    return notes.outcome;
  },
};

interface Wanted {
  path: string;
  body: Record<string, unknown>;
}

function requestFor(world: World, operation: Operation, seed: number): Wanted {
  const making = { document: operation.document, random: createRandom(seed), ids: world.own };
  const sample = sampleRequest(making, operation);
  return { path: urlOf(sample), body: (sample.body ?? {}) as Record<string, unknown> };
}

/** What nobody may set, and names that mean something to the language itself. */
const PRIVILEGED: Record<string, string> = {
  tenant_id: '1',
  id: '1',
  created_at: '"2020-01-01T00:00:00Z"',
  deleted_at: 'null',
  password_hash: '"x"',
  search_text: '"x"',
  custom: '{}',
  slot_t1: '"x"',
  __proto__: '{"polluted":true}',
  constructor: '{"prototype":{"polluted":true}}',
};

async function sendWrong(client: TestClient, operation: Operation, { path, body }: Wanted) {
  const answers: [how: string, answer: TestAnswer][] = [];
  const add = async (how: string, to: string, text: string, headers = {}) => {
    answers.push([how, await client.send(to, { method: operation.method, body: text, headers })]);
  };
  const json = JSON.stringify(body).slice(1, -1);
  if (operation.body) {
    for (const [name, value] of Object.entries(PRIVILEGED)) {
      if (Object.hasOwn(operation.body.properties ?? {}, name)) continue;
      await add(`with ${name}`, path, `{${json}${json && ','}${JSON.stringify(name)}:${value}}`);
    }
  }
  const sign = path.includes('?') ? '&' : '?';
  const isStrict = !path.includes('.php');
  if (isStrict) await add('with an unknown parameter', `${path}${sign}unknown=1`, JSON.stringify(body));
  if (isStrict) await add('with a list as parameter', `${path}${sign}a[]=1&a[b]=2`, JSON.stringify(body));
  await add('with broken JSON', path, `{${json}`);
  await add('with a list', path, '[]');
  await add('as text', path, JSON.stringify(body), { 'content-type': 'text/plain' });
  return answers;
}

async function send(client: TestClient, operation: Operation, { path, body }: Wanted): Promise<TestAnswer> {
  return client.send(path, { method: operation.method, body });
}

function judge(notes: Notes, operation: Operation, { how, answer }: { how: string; answer: TestAnswer }): void {
  // Signing out works with anything.
  if (operation.path === '/logout') return;
  const { status, text } = answer;
  if (status < 400 || status >= 500) notes.found(`${operation.name} ${how}`, `${status} ${text.slice(0, 200)}`);
  if (how === 'as a viewer' && ![403, 404, 422].includes(status)) notes.found(`${operation.name} ${how}`, `${status}`);
}

/** Every table but those in which counting visits is no change. */
async function stored(world: World) {
  const {
    sessions: _s,
    sign_in_failures: _f,
    idempotency_keys: _k,
    server_processes: _p,
    ...others
  } = await world.owner.digests();
  return others;
}
