import { databaseAway } from './away.ts';
import { killBoth, killPostgres, killServer, rollingRestart } from './crashes.ts';
import { cutConnections } from './cuts.ts';
import { diskFull } from './disk-full.ts';
import type { Fault } from './fault.ts';
import { killMigration } from './migration.ts';
import { noisyNeighbour } from './neighbours.ts';
import { overload } from './overload.ts';
import { slowClients } from './slow-clients.ts';
import { soak } from './soak.ts';

/** Everything that goes wrong on purpose, by the name that `--only` takes. */
export const faults: Readonly<Record<string, Fault>> = {
  'kill-server': killServer,
  'kill-database': killPostgres,
  'kill-both': killBoth,
  'rolling-restart': rollingRestart,
  'database-away': databaseAway,
  'cut-connections': cutConnections,
  'kill-migration': killMigration,
  'disk-full': diskFull,
  overload,
  'noisy-neighbour': noisyNeighbour,
  'slow-clients': slowClients,
  soak,
};
