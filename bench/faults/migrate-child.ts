import { migrate } from '#server/platform/db/migrate.ts';
import { asOwner } from '#server/platform/db/setup.ts';

// Migrates the database of DATABASE_URL in a process that can be killed.

await asOwner(process.env.DATABASE_URL ?? '', (owner) => migrate(owner));
