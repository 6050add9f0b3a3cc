import { createRandom } from '#server/features/seed/random.ts';
import type { TestAnswer } from '#server/testing/client.ts';
import { type Attack, createNotes, type Notes } from './attack.ts';
import type { Operation } from './operations.ts';
import { sampleRequest, urlOf } from './sample.ts';

/** Units of work of one call in which something is made to fail, one after the other. */
const MOST_UNITS = 6;
const SECRET = 'canary of an error that nobody foresaw';

/** An error that nobody foresaw, in every unit of work of every call: one short answer, nothing half done, nothing lost. */
export const failures: Attack = {
  id: 'R16',
  name: 'an unforeseen error in each unit of work of every call',
  size: { short: 60, full: 10_000 },
  async run(world, { requests, seed }) {
    const notes = createNotes();
    let client = await world.as('admin');
    for (const operation of createRandom(seed).shuffle(world.operations)) {
      if (notes.outcome.requests >= requests) break;
      for (let unit = 1; unit <= MOST_UNITS; unit += 1) {
        const making = { document: operation.document, random: createRandom(seed), ids: world.own };
        const { body, ...sample } = sampleRequest(making, operation);
        const before = await world.owner.digests(world.us.id);
        const strike = world.failAt(unit, new Error(SECRET));
        const request = { method: operation.method, ...(body !== undefined && { body }) };
        const answer = await client.send(urlOf(sample), request).catch((error: Error) => error);
        notes.sent();
        if (!strike.hasHit()) {
          strike.cancel();
          // It went through, which may have ended the session.
          client = await world.as('admin');
          break;
        }
        judge(notes, operation, answer);
        if (unit === 1) compare(notes, operation, before, await world.owner.digests(world.us.id));
      }
    }
    const { total, idle, waiting } = world.test.app.db.poolStats();
    if (total !== idle || waiting > 0) notes.found('connections', `${total - idle} of ${total} were not given back`);
    const after = await client.get('/api/v1/leads');
    if (after.status !== 200) notes.found('afterwards', `${after.status} ${after.text}`);
    return notes.outcome;
  },
};

/** An answer whose body is on its way can only break off. */
function judge(notes: Notes, { name }: Operation, answer: TestAnswer | Error): void {
  if (answer instanceof Error) return;
  const { status, text, headers } = answer;
  // What the failed unit was for may not be needed, such as noting when somebody was last seen.
  if (status < 400) return;
  if (status !== 500) notes.found(`${name} answers ${status}`, text.slice(0, 200));
  if (text.includes(SECRET) || text.includes('at ')) notes.found(`${name} tells`, text.slice(0, 300));
  if (!headers.get('x-request-id')) notes.found(`${name} has no request id`, text.slice(0, 100));
}

/** The first unit has failed, so nothing at all may have changed. */
function compare(
  notes: Notes,
  { name }: Operation,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  if (changed.length > 0) notes.found(`${name} left something`, changed.join(', '));
}
