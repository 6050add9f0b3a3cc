import type { Config } from '#server/config.ts';
import { openApp } from '#server/open-app.ts';
import { migrationState } from '#server/platform/db/migrate.ts';
import { asOwner } from '#server/platform/db/setup.ts';

/** Brings the database up to date, as every start does, and says what it has. */
export async function migrateDatabase(config: Config): Promise<void> {
  const { ownerUrl, close } = await openApp(config);
  try {
    const { applied } = await asOwner(ownerUrl, migrationState);
    process.stdout.write(`The database is up to date: ${applied.length} migrations, the last is ${applied.at(-1)}\n`);
  } finally {
    await close();
  }
}
