import { databaseAway } from './away.ts';
import { killBoth, killPostgres, killServer, rollingRestart } from './crashes.ts';
import { cutConnections } from './cuts.ts';
import type { Fault } from './fault.ts';
import { killMigration } from './migration.ts';

/** Everything that goes wrong on purpose, by the name that `--only` takes. */
export const faults: Readonly<Record<string, Fault>> = {
  'kill-server': killServer,
  'kill-database': killPostgres,
  'kill-both': killBoth,
  'rolling-restart': rollingRestart,
  'database-away': databaseAway,
  'cut-connections': cutConnections,
  'kill-migration': killMigration,
};
