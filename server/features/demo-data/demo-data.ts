import { fillTenant, type SeedCounts } from '#server/features/seed/seed.ts';
import type { Ctx } from '#server/platform/context.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import { trashMany } from '#server/records/trash-many.ts';
import { lockRecords } from '#server/records/update-many.ts';
import { appError } from '#shared/errors.ts';

/** The action of the change sets that demo records are made in: by it they are known from all others. */
export const DEMO = 'demo';

/** Enough to fill a screen of each list, and a board. */
const counts: SeedCounts = { leads: 30, companies: 15, contacts: 30, opportunities: 24, activities: 80, tasks: 20 };
const SEED = 7;

/** Adds demo records in one change set, all of them the admin's own; answers how many. */
export async function makeDemoData(work: Work): Promise<number> {
  const { ctx, tx } = work;
  // Two at once would both find nothing there.
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('demo data', ${ctx.tenantId}))`);
  const [there] = await tx.query<{ records: number }>(countSql(ctx));
  if (there && there.records > 0) {
    throw appError('conflict', { message: 'There is demo data already: remove it before adding it again' });
  }
  let made = 0;
  await fillTenant(ctx, { ...counts, seed: SEED, ownerIds: [ctx.user.id ?? 0] }, async (name, rows) => {
    made += rows.length;
    return createMany(work, await objectFor(ctx, name), rows);
  });
  return made;
}

/** Puts every demo record that is there into the trash, whatever was changed in it since. */
export async function removeDemoData(work: Work): Promise<void> {
  const rows = await work.tx.query<{ object: string; record_id: number }>(demoSql(work.ctx));
  // What was made last goes first: it hangs on the others.
  for (const [name, ofObject] of [...Map.groupBy(rows, ({ object }) => object)].toReversed()) {
    const object = (await objectsFor(work.ctx)).get(name);
    if (!object) continue;
    const ids = ofObject.map(({ record_id }) => record_id);
    const there = await lockRecords(work, object, { ids, trashed: false, action: 'delete' });
    await trashMany(work, object, [...there.values()]);
  }
}

export async function countDemoData(ctx: Ctx): Promise<number> {
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [countSql(ctx)], { signal: ctx.signal });
  return Number(rows[0]?.records ?? 0);
}

/** Records that were made as demo data, the first one first, in the trash or not. */
function demoSql({ tenantId }: Ctx): Sql {
  return sql`
    select c.object, c.record_id from change_sets s
    join changes c on c.tenant_id = s.tenant_id and c.change_set_id = s.id and c.action = 'create'
    where s.tenant_id = ${tenantId} and s.action = ${DEMO} order by c.id`;
}

/** A change later than all others says whether a record is there. */
function countSql(ctx: Ctx): Sql {
  return sql`
    select count(*)::integer as records from (${demoSql(ctx)}) d
    join lateral (
      select action from changes l where l.tenant_id = ${ctx.tenantId} and l.object = d.object and l.record_id = d.record_id
        and l.action <> 'update' order by l.id desc limit 1
    ) last on last.action <> 'delete'`;
}
