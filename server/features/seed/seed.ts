import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { createBelievable, type Parent } from './believable.ts';

/** Objects that are seeded, in this order: later ones hang on earlier ones. */
export const seedable = ['leads', 'companies', 'contacts', 'opportunities', 'activities', 'tasks'] as const;

type Seedable = (typeof seedable)[number];

/** How many records to make of each object; none where it is left out. */
export type SeedCounts = Partial<Record<Seedable, number>>;

export interface SeedInput extends SeedCounts {
  /** The same seed makes the same records. */
  seed: number;
  /** Users whose the records are; everybody's without. */
  ownerIds?: readonly number[];
  onProgress?: (done: number) => void;
}

/** Writes some records of an object; answers their ids. */
type Insert = (name: Seedable, rows: Values[]) => Promise<number[]>;

type Values = Record<string, unknown>;

/** Rows of one statement, and of one transaction. */
const BATCH = 1000;

/** Records that others hang on; all of a million would only cost memory. */
const MOST_PARENTS = 100_000;

/** Fills a tenant with believable records. */
export async function seedTenant(ctx: Ctx, input: SeedInput): Promise<void> {
  await fillTenant(ctx, input, async (name, rows) => {
    const object = await objectFor(ctx, name);
    return (await inChangeSet(ctx, 'seed', (work) => createMany(work, object, rows))).result;
  });
}

/** The same, written as the caller says. */
export async function fillTenant(ctx: Ctx, input: SeedInput, write: Insert): Promise<void> {
  const believable = createBelievable(input.seed, await worldOf(ctx, input));
  const parents = { leads: await leadsThere(ctx, input), companies: [] as Parent[], contacts: [] as Parent[] };
  const employerOf = (contact: number) => nth(parents.companies, contact * 3);
  const insert = (name: Seedable, make: Insertion['make'], keep?: Parent[]) =>
    insertAll(write, name, { count: input[name] ?? 0, make, keep, onProgress: input.onProgress });

  await insert('leads', believable.lead, input.leads ? parents.leads : undefined);
  await insert('companies', believable.company, parents.companies);
  await insert('contacts', (at, of) => believable.contact(at, of, employerOf(at)), parents.contacts);
  await insert('opportunities', (at, of) => {
    // Every second one is of a company that buys already, as far as there are any.
    const contact = at % 2 === 1 ? nth(parents.contacts, at * 7) : null;
    const employer = contact && employerOf((at * 7) % parents.contacts.length);
    return believable.opportunity(at, of, { lead: contact ? null : nth(parents.leads, at * 7), contact, employer });
  });
  if (parents.leads.length === 0) return;
  await insert('activities', (at, of) => believable.activity(at, of, nth(parents.leads, at * 13)?.id ?? 0));
  await insert('tasks', (at, of) => believable.task(at, of, nth(parents.leads, at * 11)));
}

function nth(parents: readonly Parent[], at: number): Parent | null {
  return parents[at % Math.max(parents.length, 1)] ?? null;
}

interface Insertion {
  count: number;
  make: (at: number, of: number) => Values;
  /** Where the records go that others hang on. */
  keep?: Parent[] | undefined;
  onProgress?: ((done: number) => void) | undefined;
}

/** Two batches are under way at a time, so that records are made while others are written. */
async function insertAll(write: Insert, name: Seedable, { count, make, keep, onProgress }: Insertion): Promise<void> {
  let next = 0;
  const insertBatches = async () => {
    while (next < count) {
      const start = next;
      const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, at) => make(start + at, count));
      next += rows.length;
      const ids = await write(name, rows);
      for (const [at, id] of ids.entries()) {
        if (keep && start + at < MOST_PARENTS) keep[start + at] = { id, ...rows[at] };
      }
      onProgress?.(ids.length);
    }
  };
  await Promise.all([insertBatches(), insertBatches()]);
}

async function worldOf(ctx: Ctx, { ownerIds }: SeedInput) {
  const [sources = [], users = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id from lead_sources where tenant_id = ${ctx.tenantId} and deleted_at is null order by id`,
    sql`select id from users where tenant_id = ${ctx.tenantId} and active order by id`,
  ]);
  return {
    now: ctx.app.clock.now(),
    sourceIds: sources.map((row) => Number(row.id)),
    userIds: ownerIds ?? users.map((row) => Number(row.id)),
  };
}

/** Leads that are there already, for what is added to them later; none when leads are made anyway. */
async function leadsThere(ctx: Ctx, { leads }: SeedCounts): Promise<Parent[]> {
  if (leads) return [];
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id, company from leads where tenant_id = ${ctx.tenantId} and deleted_at is null order by id limit 10000`,
  ]);
  return rows as unknown as Parent[];
}
