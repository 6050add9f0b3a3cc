import pg from 'pg';
import { withMigrationLock } from './migrate.ts';

/** The database cannot spread its tables over several machines. */
export class NotDistributable extends Error {}

/** Tables that every tenant's rows refer to: each machine has all of them. */
const REFERENCE_TABLES = ['tenants'];

/** Tables that name a tenant and are looked into before it is known whose request it is: they stay on the coordinator. */
export const LOCAL_TABLES = ['invitations', 'logins', 'sessions'];

/** How the tables of this database are to lie on a Citus cluster. */
export interface DistributionPlan {
  reference: string[];
  /** By tenant_id, all in the same places, so that a tenant is on one machine. */
  distributed: string[];
  /** Keys between them: taken off, and put on again once both sides are in place. */
  keys: { drop: string; add: string }[];
}

/** Reads the plan out of the catalog; what lies where it should already is left out. */
export async function planDistribution(owner: pg.Client, placed: readonly string[] = []): Promise<DistributionPlan> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and not attisdropped
     order by 1`,
  );
  const isLeft = (name: string) => !placed.includes(name) && !LOCAL_TABLES.includes(name);
  const distributed = rows.map(({ name }) => name).filter(isLeft);
  const keys = await owner.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
     from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1) order by conrelid, conname`,
    [distributed],
  );
  return { reference: REFERENCE_TABLES.filter(isLeft), distributed, keys: keys.rows };
}

/** Spreads the tenant tables over the machines of a Citus cluster, in one transaction. Says which tables it has moved. */
export async function distribute(owner: pg.Client): Promise<DistributionPlan> {
  await requireCitus(owner);
  return withMigrationLock(owner, async () => {
    const { rows } = await owner.query<{ name: string }>('select logicalrel::text as name from pg_dist_partition');
    const plan = await planDistribution(
      owner,
      rows.map(({ name }) => name),
    );
    await owner.query('begin');
    try {
      // One table after the other: each has keys to others.
      await owner.query("set local citus.multi_shard_modify_mode = 'sequential'");
      for (const { drop } of plan.keys) await owner.query(drop);
      for (const table of plan.reference) await owner.query('select create_reference_table($1)', [table]);
      for (const table of plan.distributed)
        await owner.query("select create_distributed_table($1, 'tenant_id')", [table]);
      for (const { add } of plan.keys) await owner.query(add);
      await owner.query('commit');
    } catch (error) {
      await owner.query('rollback').catch(() => {});
      throw error;
    }
    return plan;
  });
}

/** The tenant of a unit of work has to reach the machine that its rows are on. */
export async function sendTenantToWorkers(owner: pg.Client, role: string): Promise<void> {
  await owner.query(`alter role ${pg.escapeIdentifier(role)} set citus.propagate_set_commands = 'local'`);
}

async function requireCitus(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ installed: boolean; available: boolean }>(
    `select exists (select from pg_extension where extname = 'citus') as installed,
            exists (select from pg_available_extensions where name = 'citus') as available`,
  );
  if (rows[0]?.installed) return;
  const advice = rows[0]?.available
    ? 'run `create extension citus` in it as a superuser, with citus in shared_preload_libraries'
    : 'its server has none to install. Use a PostgreSQL with Citus, or leave --distributed out';
  throw new NotDistributable(`The database has no Citus extension: ${advice}`);
}
