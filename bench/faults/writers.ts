import { setTimeout as delay } from 'node:timers/promises';
import type { Expected, Ledger } from './ledger.ts';
import { type Answer, type Request, send } from './request.ts';

/** Somebody signed in at an organization. */
export interface Person {
  tenantId: number;
  headers: Readonly<Record<string, string>>;
}

export interface WritersOptions {
  people: readonly Person[];
  /** Ports of the servers; a request goes to the next one when one does not listen. */
  ports: readonly number[];
  count: number;
  ledger: Ledger;
  /** Writes a second of all together; left out: as fast as it goes. */
  perSecond?: number;
}

/** What the writers have met. */
export interface Witness {
  /** Longest wait for a 503, in ms. */
  slowestRefusal: number;
  refusals: number;
  refusalsWithoutRetryAfter: number;
  /** Requests whose connection broke before the answer. */
  cut: number;
  /** Writes that no server took at first. */
  turnedAway: number;
  replays: number;
  /** Answers that no fault explains. */
  strange: string[];
}

export interface Writers {
  readonly witness: Witness;
  /** Lets each finish the write that it is at; resolves with how many could not be finished. */
  stop(): Promise<number>;
}

/** How long a write is tried again before it counts as stuck. */
const GIVE_UP_MS = 300_000;

/** Starts writers that create, change and delete records, each write with a key of its own and retried until it is acknowledged. */
export function startWriters(options: WritersOptions): Writers {
  const witness: Witness = {
    slowestRefusal: 0,
    refusals: 0,
    refusalsWithoutRetryAfter: 0,
    cut: 0,
    turnedAway: 0,
    replays: 0,
    strange: [],
  };
  let isRunning = true;
  let stuck = 0;
  const run = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const work = async (number: number) => {
    const person = options.people[number % options.people.length] as Person;
    const state: WriterState = { ...options, witness, person, own: [] };
    const pause = options.perSecond ? (1000 * options.count) / options.perSecond : 0;
    for (let at = 1; isRunning; at += 1) {
      const started = performance.now();
      if (!(await writeOnce(state, `k-${run}-${number}-${at}`, at))) stuck += 1;
      if (pause > 0) await delay(Math.max(0, pause - (performance.now() - started)));
    }
  };
  const all = Array.from({ length: options.count }, (_, number) => work(number));
  return {
    witness,
    stop: async () => {
      isRunning = false;
      await Promise.all(all);
      return stuck;
    },
  };
}

interface WriterState extends WritersOptions {
  witness: Witness;
  person: Person;
  /** Records that only this writer changes. */
  own: Expected[];
}

/** In turn: mostly new records, some changed, some deleted, some in batches. */
async function writeOnce(state: WriterState, key: string, at: number): Promise<boolean> {
  const { own, person, ledger } = state;
  const target = own.length > 0 ? own[Math.floor(Math.random() * own.length)] : undefined;
  if (target && at % 4 === 0) return change(state, key, target);
  if (target && at % 11 === 0) return remove(state, key, target);
  const object = at % 3 === 0 ? 'opportunities' : 'leads';
  const makes = at % 5 === 0 ? 3 : 1;
  ledger.keys.set(key, { tenantId: person.tenantId, object, makes, isAcknowledged: false });
  const one = object === 'leads' ? { company: key, contact_name: 'Ann' } : { name: key, amount: 19.99 };
  const operations = Array.from({ length: makes }, () => ({ op: 'create', data: one }));
  const request =
    makes === 1 ? { path: `/api/v1/${object}`, body: one } : { path: `/api/v1/${object}/batch`, body: { operations } };
  const answer = await persist(state, key, { method: 'POST', ...request });
  if (!answer) return false;
  ledger.keys.set(key, { tenantId: person.tenantId, object, makes, isAcknowledged: true });
  for (const { id, version } of madeIn(answer)) {
    own.push(note(ledger, { tenantId: person.tenantId, object, id, version, mark: null, isDeleted: false }));
  }
  return true;
}

async function change({ own, ...state }: WriterState, key: string, target: Expected): Promise<boolean> {
  const body = target.object === 'leads' ? { contact_name: key } : { close_date: '2026-01-31', name: key };
  const answer = await persist({ own, ...state }, key, { method: 'PATCH', path: pathOf(target), body });
  if (!answer) return false;
  own[own.indexOf(target)] = note(state.ledger, { ...target, version: target.version + 1, mark: key });
  return true;
}

async function remove({ own, ...state }: WriterState, key: string, target: Expected): Promise<boolean> {
  const answer = await persist({ own, ...state }, key, { method: 'DELETE', path: pathOf(target) });
  if (!answer) return false;
  own.splice(own.indexOf(target), 1);
  note(state.ledger, { ...target, version: target.version + 1, isDeleted: true });
  return true;
}

function pathOf({ object, id }: Expected): string {
  return `/api/v1/${object}/${id}`;
}

function note(ledger: Ledger, expected: Expected): Expected {
  ledger.records.set(`${expected.object} ${expected.id}`, expected);
  return expected;
}

function madeIn({ text }: Answer): { id: number; version: number }[] {
  const { data } = JSON.parse(text);
  return data.results ? data.results.map((one: { data: { id: number; version: number } }) => one.data) : [data];
}

/** Sends a write again and again until it is acknowledged; null when it never was. */
async function persist(state: WriterState, key: string, request: Request): Promise<Answer | null> {
  const { witness, person, ports } = state;
  const headers = { ...person.headers, 'idempotency-key': key };
  const giveUp = performance.now() + GIVE_UP_MS;
  let turn = Math.floor(Math.random() * ports.length);
  for (let attempt = 1; performance.now() < giveUp; attempt += 1) {
    const answer = await send(ports[turn % ports.length] as number, { ...request, headers });
    if (answer.isGood) {
      state.ledger.acknowledged += 1;
      if (answer.headers['idempotent-replayed']) witness.replays += 1;
      return answer;
    }
    observe(witness, answer);
    if (attempt === ports.length) witness.turnedAway += 1;
    turn += 1;
    // The other server at once; the same one not before it has had a moment.
    if (attempt % ports.length === 0) await delay(20 + Math.random() * 60);
  }
  return null;
}

function observe(witness: Witness, { status, headers, text, took, isCut }: Answer): void {
  if (isCut) witness.cut += 1;
  if (status === 503) {
    witness.refusals += 1;
    witness.slowestRefusal = Math.max(witness.slowestRefusal, took);
    if (!(Number(headers['retry-after']) >= 1)) witness.refusalsWithoutRetryAfter += 1;
  }
  const isExplained = status === 0 || status === 503 || (status === 409 && text.includes('still running'));
  if (!isExplained) witness.strange.push(`${status} ${text.slice(0, 200)}`);
}
