import type { Config } from '#server/config.ts';
import { openApp } from '#server/open-app.ts';
import { distribute, NotDistributable, sendTenantToWorkers } from '#server/platform/db/distribute.ts';
import { migrationState } from '#server/platform/db/migrate.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { sql } from '#server/platform/db/sql.ts';
import { CommandError } from './command-error.ts';

export interface MigrateCommandOptions {
  /** Spread tenants over the machines of a Citus cluster. */
  distributed?: boolean;
}

/** Brings the database up to date, as every start does, and says what it has. */
export async function migrateDatabase(config: Config, options: MigrateCommandOptions): Promise<void> {
  if (options.distributed && !config.databaseUrl)
    throw new CommandError(
      'The embedded PostgreSQL has no Citus: set DATABASE_URL to the coordinator of a Citus cluster',
    );
  const opened = await openApp(config);
  try {
    const { applied } = await asOwner(opened.ownerUrl, migrationState);
    process.stdout.write(`The database is up to date: ${applied.length} migrations, the last is ${applied.at(-1)}\n`);
    if (options.distributed) await distributeTenants(opened);
  } finally {
    await opened.close();
  }
}

async function distributeTenants({ app, ownerUrl }: Awaited<ReturnType<typeof openApp>>): Promise<void> {
  const [me] = await app.db.global<{ role: string }>(sql`select current_user::text as role`);
  try {
    const plan = await asOwner(ownerUrl, async (owner) => {
      const done = await distribute(owner);
      await sendTenantToWorkers(owner, me?.role ?? '');
      return done;
    });
    const { distributed, reference } = plan;
    process.stdout.write(
      distributed.length + reference.length === 0
        ? 'All tables were distributed already\n'
        : `Distributed by tenant_id: ${distributed.join(', ')}\nOn every machine: ${reference.join(', ')}\n`,
    );
  } catch (error) {
    throw error instanceof NotDistributable ? new CommandError(error.message) : error;
  }
}
