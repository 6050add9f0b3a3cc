import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHttpApp } from '#server/app.ts';
import { createRateLimiter } from '#server/platform/http/rate-limit.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
const open: Stream[] = [];

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => test.close());

interface LiveEvent {
  event: string;
  id: string;
  data: { changes?: Record<string, unknown>[]; records?: Record<string, unknown>[] };
}

interface Stream {
  status: number;
  events: LiveEvent[];
  /** Resolves when an event has come that is wanted. */
  until(isWanted: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  ended: Promise<unknown>;
  close(): void;
}

/** A client of the stream, as a browser reads it. */
async function listen(client: TestClient, { url = test.url, from = '' } = {}): Promise<Stream> {
  const gone = new AbortController();
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, ...(from && { 'last-event-id': from }) };
  const response = await fetch(`${url}/api/v1/live`, { headers, signal: gone.signal });
  const events: LiveEvent[] = [];
  const ended = readEvents(response, events).catch(() => {});
  const stream: Stream = {
    status: response.status,
    events,
    until: (isWanted) =>
      vi.waitFor(
        () => {
          const found = events.find(isWanted);
          if (!found) throw new Error(`it did not come; came: ${JSON.stringify(events)}`);
          return found;
        },
        { timeout: 30_000, interval: 20 },
      ),
    ended,
    close: () => gone.abort(),
  };
  open.push(stream);
  if (response.status === 200) await stream.until(({ event }) => event === 'ready');
  return stream;
}

async function readEvents(response: Response, events: LiveEvent[]): Promise<void> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
      if (lines.has('event')) {
        events.push({
          event: lines.get('event') ?? '',
          id: lines.get('id') ?? '',
          data: JSON.parse(lines.get('data') ?? '{}'),
        });
      }
    }
  }
}

const createLead = async (client: TestClient, company: string) =>
  (await client.post('/api/v1/leads', { company, contact_name: 'Jo' })).body.data;
const isAbout = (id: number) => (event: LiveEvent) =>
  event.data.changes?.some((one) => one.object === 'leads' && one.record_id === id) ?? false;
const seenLeads = (stream: Stream) =>
  stream.events
    .flatMap(({ data }) => data.changes ?? [])
    .filter((one) => one.object === 'leads')
    .map((one) => one.record_id);

describe('the live stream', () => {
  it('tells of a change which record it was, by whom, and never what it says', async () => {
    const stream = await listen(admin);
    const lead = await createLead(admin, 'Secret words');
    const { data } = await stream.until(isAbout(lead.id));
    expect(data.changes).toMatchObject([
      { object: 'leads', record_id: lead.id, action: 'create', user_id: tenant.adminId },
    ]);
    expect(JSON.stringify(stream.events)).not.toContain('Secret');
  });

  it('crosses from one server process to another', async () => {
    const second = createHttpApp(test.app, createRateLimiter());
    const url = await second.listen({ host: '127.0.0.1', port: 0 });
    const sockets: Socket[] = [];
    second.server.on('connection', (socket) => sockets.push(socket));
    const stream = await listen(admin, { url });
    await stream.until(({ event }) => event === 'ready');
    // Nothing has moved on the connection for long, as nothing was to tell.
    for (const socket of sockets) socket.emit('timeout');
    const lead = await createLead(admin, 'Elsewhere');
    await stream.until(isAbout(lead.id));
    await second.close();
    await stream.ended;
  });

  it('goes on where a client left off, and starts anew from a place of another history', async () => {
    const first = await listen(admin);
    const seen = await createLead(admin, 'Seen');
    const { id } = await first.until(isAbout(seen.id));
    first.close();
    const missed = await createLead(admin, 'Missed');
    const second = await listen(admin, { from: id });
    await second.until(isAbout(missed.id));
    expect(seenLeads(second)).toEqual([missed.id]);
    const third = await listen(admin, { from: '9000000000000000000-1' });
    await third.until(({ event }) => event === 'reset');
  });

  it('tells nobody of another tenant, or of records that the role does not reach', async () => {
    const other = await test.addTenant();
    const stranger = await test.signedIn(other);
    await tenant.addUser('rep', 'live-rep@example.com');
    const { id } = (await admin.get('/api/v1/roles?limit=100')).body.data.find(
      (role: { key: string }) => role.key === 'rep',
    );
    await admin.patch(`/api/v1/roles/${id}`, { permissions: { leads: { read: 'own' }, tasks: { read: 'none' } } });
    const rep = await test.signedIn(tenant, 'live-rep@example.com');
    const [theirs, reps] = [await listen(stranger), await listen(rep)];
    const hidden = await createLead(admin, 'Of the admin');
    await admin.post('/api/v1/tasks', { title: 'Hidden', lead_id: hidden.id });
    const [own, foreign] = [await createLead(rep, 'Of the rep'), await createLead(stranger, 'Of the stranger')];
    await reps.until(isAbout(own.id));
    await theirs.until(isAbout(foreign.id));
    expect([seenLeads(reps), seenLeads(theirs)]).toEqual([[own.id], [foreign.id]]);
    expect(JSON.stringify(reps.events)).not.toContain('"tasks"');
  });

  it('ends with the session', async () => {
    await tenant.addUser('manager', 'live-manager@example.com');
    const manager = await test.signedIn(tenant, 'live-manager@example.com');
    const stream = await listen(manager);
    await manager.post('/logout');
    await createLead(admin, 'After');
    await stream.until(({ event }) => event === 'bye');
    await stream.ended;
    expect((await listen(manager)).status).toBe(401);
  });

  it('gives a person a bounded number of streams, and takes those back that are left', async () => {
    await tenant.addUser('manager', 'live-many@example.com');
    const person = await test.signedIn(tenant, 'live-many@example.com');
    const streams = await Promise.all(Array.from({ length: 12 }, () => listen(person)));
    expect((await listen(person)).status).toBe(429);
    streams[0]?.close();
    await expect.poll(async () => (await listen(person)).status, { timeout: 20_000 }).toBe(200);
  });
});

describe('who has a record open', () => {
  let now = Date.now();
  let first: TestApp;
  let second: TestApp;
  let office: TestTenant;
  let ann: TestClient;
  let bob: TestClient;
  let lead: { id: number };
  const visit = (client: TestClient, body: object = {}, id = lead.id) =>
    client.post(`/api/v1/leads/${id}/presence`, { tab: 'one', ...body });
  const others = async (client: TestClient, body: object = {}) => (await visit(client, body)).body.data;
  const atLead = ({ event, data }: LiveEvent) =>
    event === 'presence' && data.records?.some((one) => one.object === 'leads' && one.record_id === lead.id) === true;

  beforeAll(async () => {
    const clock = { now: () => new Date(now) };
    first = await createTestApp({ clock });
    // Two processes on one database.
    second = await createTestApp({ clock, ownerUrl: first.ownerUrl });
    office = await first.addTenant();
    await office.addUser('rep', 'presence-bob@example.com');
    ann = await first.signedIn(office);
    bob = await second.signedIn(office, 'presence-bob@example.com');
    lead = await createLead(ann, 'Seen by two');
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  it('is told across processes, with what each does, to those who have it open too', async () => {
    expect(await others(ann)).toEqual([]);
    const stream = await listen(ann, { url: first.url });
    await visit(bob, { doing: 'editing', field: 'phone', turn: 2 });
    await stream.until(atLead);
    expect(await others(ann)).toMatchObject([{ doing: 'editing', field: 'phone' }]);
    // The second process has just begun to listen: what it missed it has asked for.
    const admin = { user_id: office.adminId, doing: 'looking', field: null };
    await expect.poll(() => others(bob, { turn: 1 })).toMatchObject([admin]);
    expect(await others(ann)).toMatchObject([{ doing: 'editing' }]);
    expect(JSON.stringify(stream.events)).not.toContain('phone');
  });

  it('ends with a goodbye at once, and without one after 20 seconds', async () => {
    await visit(bob, { doing: 'left', turn: 3 });
    await expect.poll(() => others(ann)).toEqual([]);
    await visit(bob, { turn: 4 });
    await expect.poll(() => others(ann)).toHaveLength(1);
    now += 19_000;
    expect(await others(ann)).toHaveLength(1);
    now += 1000;
    expect(await others(ann)).toEqual([]);
  });

  it('is known soon to a process that has just begun to listen', async () => {
    await visit(ann);
    const third = await createTestApp({ clock: { now: () => new Date(now) }, ownerUrl: first.ownerUrl });
    const late = await third.signedIn(office, 'presence-bob@example.com');
    await expect.poll(() => others(late)).toMatchObject([{ user_id: office.adminId }]);
    await third.close();
  });

  it('is for those who may read it alone, and names no field that is hidden', async () => {
    await office.addUser('manager', 'presence-eve@example.com');
    const roles = (await ann.get('/api/v1/roles?limit=100')).body.data as { id: number; key: string }[];
    const idOf = (key: string) => roles.find((role) => role.key === key)?.id;
    await ann.patch(`/api/v1/roles/${idOf('manager')}`, { fields: { leads: { phone: 'hidden' } } });
    await ann.patch(`/api/v1/roles/${idOf('rep')}`, { permissions: { leads: { read: 'own' } } });
    now += 20_000;
    await visit(ann, { doing: 'editing', field: 'phone' });
    const eve = await first.signedIn(office, 'presence-eve@example.com');
    expect(await others(eve)).toMatchObject([{ doing: 'editing', field: null }]);
    expect((await visit(eve, { field: 'phone' })).body.errors).toEqual({
      field: 'Field must be the name of a field of leads',
    });
    await expect.poll(async () => (await visit(bob)).status).toBe(404);
    const stranger = await first.signedIn(await first.addTenant('Strangers'));
    expect((await visit(stranger)).status).toBe(404);
  });

  it('wants a name for the tab, and takes a bounded number of them', async () => {
    expect((await visit(ann, { tab: 'two words' })).body.errors).toEqual({
      tab: 'Tab must be made of letters, digits, - and _',
    });
    const answers = await Promise.all(Array.from({ length: 31 }, (_, at) => visit(ann, { tab: `tab-${at}` })));
    expect(answers.map(({ status }) => status)).toContain(429);
  });
});
