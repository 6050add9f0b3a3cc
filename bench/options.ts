import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the dataset holds. */
export interface Sizes {
  smallTenants: number;
  smallLeads: number;
  bigLeads: number;
}

export interface Options {
  sizes: Sizes;
  /** Length of one measured run, in seconds. */
  seconds: number;
  /** Measured runs of each figure, of which the median counts. */
  runs: number;
  /** Rewrite the table in `bench/README.md`. */
  write: boolean;
  /** Names of the only scenarios to measure, without judgement; null: all. */
  only: string[] | null;
  /** Folder of a CPU profile of the server; null: none is taken. */
  profile: string | null;
  /** Where database and dataset live, outside the repository. */
  folder: string;
}

export const FULL: Sizes = { smallTenants: 100, smallLeads: 5_000, bigLeads: 1_000_000 };
export const QUICK: Sizes = { smallTenants: 3, smallLeads: 1_000, bigLeads: 50_000 };

/** Reads the command line; `--help` lists what it takes. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      'small-tenants': { type: 'string' },
      'small-leads': { type: 'string' },
      'big-leads': { type: 'string' },
      seconds: { type: 'string' },
      runs: { type: 'string' },
      profile: { type: 'string' },
      only: { type: 'string' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const base = values.quick ? QUICK : FULL;
  return {
    sizes: {
      smallTenants: whole('small-tenants', values['small-tenants'], base.smallTenants),
      smallLeads: whole('small-leads', values['small-leads'], base.smallLeads),
      bigLeads: whole('big-leads', values['big-leads'], base.bigLeads),
    },
    seconds: whole('seconds', values.seconds, values.quick ? 1 : 5),
    runs: whole('runs', values.runs, 3),
    write: values.write,
    only: values.only?.split(',') ?? null,
    profile: values.profile ? resolve(values.profile) : null,
    folder: resolve(process.env.BENCH_DIR?.trim() || join(tmpdir(), 'arvelo-bench')),
  };
}

function whole(name: string, given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback;
  const value = /^[\d_]{1,12}$/.test(given) ? Number(given.replaceAll('_', '')) : 0;
  if (value < 1) throw new Error(`--${name} is "${given}", but takes a whole number from 1`);
  return value;
}

const HELP = `npm run bench -- [options]
  --quick              small sizes and short runs: shows that everything works, not how fast it is
  --small-tenants N    tenants of the usual size (100)
  --small-leads N      leads of each of them (5000)
  --big-leads N        leads of the big tenant (1000000)
  --seconds N          length of a measured run (5)
  --runs N             measured runs, of which the median counts (3)
  --only A,B           measure these scenarios alone (names as in scenarios.ts, and batches) and judge nothing
  --profile FOLDER     write a CPU profile of the server there
  --write              rewrite the table in bench/README.md
BENCH_DIR is the folder of database and dataset (a folder in the system's temporary one); it is used again when the sizes match.
`;
