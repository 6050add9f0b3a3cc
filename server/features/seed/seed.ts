import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { createBelievable } from './believable.ts';

export interface SeedCounts {
  leads: number;
  opportunities: number;
  activities: number;
}

export interface SeedInput extends SeedCounts {
  /** The same seed makes the same records. */
  seed: number;
  onProgress?: (done: number) => void;
}

type Values = Record<string, unknown>;

/** Rows of one statement, and of one transaction. */
const BATCH = 1000;

/** Leads that opportunities and activities hang on; all of a million would only cost memory. */
const MOST_PARENTS = 100_000;

/** Fills a tenant with believable records: leads first, the rest hangs on them. */
export async function seedTenant(ctx: Ctx, input: SeedInput): Promise<void> {
  const believable = createBelievable(input.seed, await worldOf(ctx));
  const leads: { id: number; company: string }[] = [];
  await insertAll(ctx, 'leads', {
    count: input.leads,
    make: (at) => believable.lead(at, input.leads),
    onBatch: (ids, rows, start) => {
      for (const [at, id] of ids.entries()) {
        if (start + at < MOST_PARENTS) leads[start + at] = { id, company: String(rows[at]?.company) };
      }
      input.onProgress?.(ids.length);
    },
  });
  if (leads.length === 0) leads.push(...(await someLeads(ctx)));
  await insertAll(ctx, 'opportunities', {
    count: input.opportunities,
    make: (at) => believable.opportunity(at, input.opportunities, leads[(at * 7) % Math.max(leads.length, 1)] ?? null),
    onBatch: (ids) => input.onProgress?.(ids.length),
  });
  await insertAll(ctx, 'activities', {
    count: leads.length === 0 ? 0 : input.activities,
    make: (at) => believable.activity(at, input.activities, leads[(at * 13) % leads.length]?.id ?? 0),
    onBatch: (ids) => input.onProgress?.(ids.length),
  });
}

interface Insert {
  count: number;
  make: (at: number) => Values;
  onBatch: (ids: number[], rows: Values[], start: number) => void;
}

/** Two batches are under way at a time, so that records are made while others are written. */
async function insertAll(ctx: Ctx, objectName: string, { count, make, onBatch }: Insert): Promise<void> {
  const object = await objectFor(ctx, objectName);
  let next = 0;
  const insertBatches = async () => {
    while (next < count) {
      const start = next;
      const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, at) => make(start + at));
      next += rows.length;
      const { result } = await inChangeSet(ctx, 'seed', (work) => createMany(work, object, rows));
      onBatch(result, rows, start);
    }
  };
  await Promise.all([insertBatches(), insertBatches()]);
}

async function worldOf(ctx: Ctx) {
  const [sources = [], users = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id from lead_sources where tenant_id = ${ctx.tenantId} and deleted_at is null order by id`,
    sql`select id from users where tenant_id = ${ctx.tenantId} and active order by id`,
  ]);
  return {
    now: ctx.app.clock.now(),
    sourceIds: sources.map((row) => Number(row.id)),
    userIds: users.map((row) => Number(row.id)),
  };
}

async function someLeads(ctx: Ctx): Promise<{ id: number; company: string }[]> {
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id, company from leads where tenant_id = ${ctx.tenantId} and deleted_at is null order by id limit 10000`,
  ]);
  return rows as unknown as { id: number; company: string }[];
}
