import type { TestClient } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import type { Operation } from './operations.ts';
import { urlOf } from './sample.ts';
import type { World } from './world.ts';

const BATCH = 500;
/** An export is noted here, so these grow by what is done here. */
const NOTED = ['/api/v1/change-sets', '/api/v1/audit'];

/** Everything that we can read answers the same, byte for byte, whether other tenants have a record or thousands. */
export const leaks: Attack = {
  id: 'S2',
  name: 'counts, searches, groups, exports, tags and cursors while another tenant grows',
  size: { short: 500, full: 100_000 },
  async run(world, { requests: rows }) {
    const notes = createNotes();
    const clients = [await world.as('admin'), await world.as('rep')];
    const readings = world.operations.filter(
      (one) => one.method === 'GET' && one.path.startsWith('/api/') && !NOTED.includes(one.path),
    );
    const before = await readAll(world, { clients, readings, notes });
    await growTheirs(world, rows);
    const after = await readAll(world, { clients, readings, notes });
    for (const [name, answer] of before) {
      if (after.get(name) !== answer)
        notes.found(name, `${answer.slice(0, 300)}\n   then: ${after.get(name)?.slice(0, 300)}`);
    }
    return notes.outcome;
  },
};

interface Reading {
  clients: TestClient[];
  readings: Operation[];
  notes: Notes;
}

async function readAll(world: World, { clients, readings, notes }: Reading): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const [who, client] of clients.entries()) {
    for (const operation of readings) {
      for (const url of urlsOf(world, operation)) {
        const { status, text, headers } = await client.get(url);
        notes.sent();
        const token = text.replaceAll(/"csrf_token":"[^"]*"/g, '');
        answers.set(`${who} ${url}`, `${status} ${headers.get('etag') ?? ''} ${token}`);
      }
    }
  }
  return answers;
}

/** A call with nothing, with each parameter that widens it, and with words that the others have. */
function urlsOf(world: World, { path, parameters }: Operation): string[] {
  const object = parameters.find(({ name }) => name === 'id')?.schema['x-object'] ?? '';
  const place = path.replaceAll(/\{\w+\}/g, String(world.own[object] ?? 1));
  const takes = (name: string) => parameters.some((one) => one.name === name && one.in === 'query');
  const queries: [string, string][][] = [
    [],
    [
      ['total', 'true'],
      ['limit', '100'],
    ],
    [['search', 'canary']],
    [['q', 'canary']],
    [['by', 'status']],
    [
      ['by', 'stage'],
      ['sum', 'amount'],
    ],
    [['by', 'owner_id']],
    [['trash', 'true']],
    [
      ['sort', '-id'],
      ['limit', '1'],
    ],
    [['filter', '{"not":{"field":"id","op":"=","value":0}}']],
  ];
  return queries.filter((query) => query.every(([name]) => takes(name))).map((query) => urlOf({ path: place, query }));
}

async function growTheirs(world: World, rows: number): Promise<void> {
  const them = await world.test.signedIn(world.strangers[0] as World['us']);
  const bodies: [path: string, data: object][] = [
    ['leads', { company: 'canary more', contact_name: 'canary' }],
    ['contacts', { name: 'canary more' }],
    ['opportunities', { name: 'canary more', amount: 10 }],
    ['activities', { body: 'canary more', lead_id: world.foreign.leads }],
  ];
  for (const [path, data] of bodies) {
    for (let done = 0; done < rows; done += BATCH) {
      const operations = Array(Math.min(BATCH, rows - done)).fill({ op: 'create', data });
      const { status, text } = await them.post(`/api/v1/${path}/batch`, { operations });
      if (status !== 200) throw new Error(`could not make ${path}: ${text.slice(0, 300)}`);
    }
  }
}
