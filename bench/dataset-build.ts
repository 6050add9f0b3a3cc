import type pg from 'pg';
import { writePassword } from '#server/features/auth/logins.ts';
import { hashPassword } from '#server/features/auth/passwords.ts';
import { type SeedCounts, seedTenant } from '#server/features/seed/seed.ts';
import { createTenant } from '#server/features/tenants/create-tenant.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import type { OpenApp } from '#server/open-app.ts';
import type { App } from '#server/platform/context.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import type { Dataset } from './dataset.ts';
import type { Sizes } from './options.ts';
import { say } from './say.ts';

/** Everybody's. */
export const benchPassword = 'a bench without mercy';

export interface BenchTenant {
  id: number;
  userId: number;
  email: string;
  leads: number;
}

/** Fills a database with the bench's tenants, through the same code as `arvelo seed`. */
export async function buildDataset({ app, ownerUrl }: OpenApp, sizes: Sizes): Promise<Dataset> {
  const started = performance.now();
  return asOwner(ownerUrl, async (owner) => {
    const createSearchIndexes = await dropSearchIndexes(owner);
    const small: BenchTenant[] = [];
    for (let number = 1; number <= sizes.smallTenants; number += 1) {
      small.push(await seedBenchTenant(app, { name: `bench-${number}`, seed: number, leads: sizes.smallLeads }));
    }
    const whole = (name: string, leads: number, seed: number) =>
      seedBenchTenant(app, { name, seed, leads, others: othersOf(leads) });
    const middle = await whole('bench-middle', Math.ceil(sizes.bigLeads / 100), sizes.smallTenants + 2);
    const big = await whole('bench-big', sizes.bigLeads, sizes.smallTenants + 1);
    say('building the search indexes');
    for (const create of createSearchIndexes) await owner.query(create);
    say('vacuum and analyze');
    await owner.query('vacuum (analyze)');
    await checkRollups(owner);
    await owner.query('checkpoint');
    say(`dataset built in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return { small, middle, big };
  });
}

/** A tenant with one admin, who can sign in. */
export async function addBenchTenant(app: App, name: string): Promise<BenchTenant> {
  const email = `${name}@example.com`;
  const passwordHash = await hashPassword(benchPassword);
  const { tenantId, userId } = await createTenant(app, {
    organization: name,
    admin: { name: 'Ben Bench', email },
    alongside: (work, tenant, user) =>
      writePassword(work.tx, { tenantId: tenant, userId: user, email, passwordHash, now: app.clock.now() }),
  });
  return { id: tenantId, userId: Number(userId), email, leads: 0 };
}

async function seedBenchTenant(
  app: App,
  { name, seed, leads, others = {} }: { name: string; seed: number; leads: number; others?: SeedCounts },
): Promise<BenchTenant> {
  const tenant = await addBenchTenant(app, name);
  const ctx = systemContext(app, { id: tenant.id, definition_version: 1 }, 'cli');
  let done = 0;
  const onProgress = (more: number) => {
    done += more;
    if (done % 100_000 === 0) say(`${name}: ${done} records`);
  };
  await seedTenant(ctx, { leads, ...others, seed, onProgress });
  return { ...tenant, leads };
}

/** Building the indexes at the end takes a fraction of keeping them up to date. Returns the statements that make them again. */
async function dropSearchIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indexrelid::regclass::text like '%\\_search'`,
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map((row) => row.definition);
}

/** What hangs on so many leads. */
function othersOf(leads: number): SeedCounts {
  return {
    companies: Math.ceil(leads / 10),
    contacts: leads,
    opportunities: Math.ceil(leads / 5),
    activities: leads * 2,
  };
}

/** A dataset whose totals are wrong would measure nothing. */
async function checkRollups(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(`
    select count(*)::int as wrong from (
      select tenant_id, status, coalesce(rating, '') as rating, count(*) from leads where deleted_at is null group by 1, 2, 3
      except
      select tenant_id, k1, k2, sum(count) from rollups
      where object = 'leads' and dims = 'status,rating' and measure = '' group by 1, 2, 3) as difference`);
  if (rows[0].wrong !== 0) throw new Error(`${rows[0].wrong} rollups differ from the leads that they count`);
}
