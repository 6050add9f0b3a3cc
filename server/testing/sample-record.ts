import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';
import type { TestClient } from './client.ts';
import { sendFile } from './upload.ts';

/** Ids of one tenant's records by object name. */
export type Ids = Record<string, number>;

/** A body with a value for every field of an object; `word` stands in every text, so that it can be found again. */
export function sampleBody(object: ObjectDefinition, word: string, ids: Ids): Record<string, unknown> {
  const writable = Object.entries(object.fields).filter(([, field]) => !field.readOnly);
  const values = writable.map(([name, field]) => [name, sampleValue(name, field, { word, ids })]);
  return { ...Object.fromEntries(values), ...named[object.name] };
}

/** What cannot be just any: texts that name parts of the product, and the owner of what everybody makes for themselves. */
const named: Readonly<Record<string, Record<string, unknown>>> = {
  tasks: { repeat_on: 'MO,WE' },
  views: { object: 'leads', sort: 'company', board_by: 'status', owner_id: undefined },
  dashboards: { owner_id: undefined },
};

function sampleValue(name: string, field: Field, { word, ids }: { word: string; ids: Ids }): unknown {
  switch (field.kind) {
    case 'text':
    case 'phone':
      return `${word} ${name}`;
    case 'email':
      return `${word}.${name}@example.com`;
    case 'option':
      return field.options?.at(-1)?.value;
    case 'relation':
      return ids[field.target ?? ''] ?? null;
    case 'money':
      return 1234.56;
    case 'decimal':
      return 1.25;
    case 'date':
      return '2026-01-31';
    case 'datetime':
      return '2026-01-31T09:30:00Z';
    case 'integer':
      return 7;
    case 'json':
      return field.list ? [] : {};
    case 'tags':
      return [`${word} ${name}`];
    case 'entries':
      return [];
    case 'boolean':
      return field.default ?? true;
  }
}

/** The objects in an order in which each comes after those that its relations name. */
export function objectsByDependence(): ObjectDefinition[] {
  const ordered: ObjectDefinition[] = [];
  const add = (object: ObjectDefinition) => {
    if (ordered.includes(object)) return;
    for (const { target, readOnly } of Object.values(object.fields)) {
      if (readOnly) continue;
      const needed = objectList.find((one) => one.name === target && one !== object);
      if (needed) add(needed);
    }
    ordered.push(object);
  };
  for (const object of objectList) add(object);
  return ordered;
}

/** Adds a field to leads whose values are unique, and gives it to one. */
async function addSampleField(client: TestClient, { word, id }: { word: string; id: number }): Promise<void> {
  const field = { object: 'leads', kind: 'text', label: `${word} number`, key: 'c_sample', unique: true };
  await client.post('/api/v1/fields', field);
  const given = await client.patch(`/api/v1/leads/${id}`, { c_sample: word });
  if (given.status !== 200) throw new Error(`no sample of a field: ${given.text}`);
}

/** Sends two files to the lead, and gives one up for good. */
async function addSampleFiles(client: TestClient, ids: Ids): Promise<void> {
  const to = `leads/${ids.leads}`;
  const [kept, gone] = [await sendFile(client, { to, content: 'a' }), await sendFile(client, { to, content: 'b' })];
  if (gone.status !== 201) throw new Error(`no sample of a file: ${gone.text}`);
  await client.delete(`/api/v1/attachments/${gone.body.data.id}`);
  await client.delete(`/api/v1/attachments/${gone.body.data.id}?purge=true`);
  ids.attachments = kept.body.data.id;
}

/** Creates a record of every object, each with all its relations, through the API. */
export async function createSamples(client: TestClient, word: string): Promise<Ids> {
  const ids: Ids = {};
  for (const object of objectsByDependence().filter((one) => one.routes)) {
    const answer = await client.send(`/api/v1/${object.path}`, {
      method: 'POST',
      // With a key, so that the tables behind that have rows as well.
      headers: { 'idempotency-key': `${word}-${object.name}` },
      body: sampleBody(object, word, ids),
    });
    if (answer.status !== 201) throw new Error(`no sample of ${object.name}: ${answer.text}`);
    ids[object.name] = answer.body.data.id;
  }
  await client.post(`/api/v1/leads/${ids.leads}/shares`, { user_id: ids.users });
  await addSampleFiles(client, ids);
  await addSampleField(client, { word, id: ids.leads ?? 0 });
  return ids;
}
