import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FULL, QUICK, type Sizes } from '#bench/options.ts';

export interface Options {
  sizes: Sizes;
  /** How long the list is scrolled, in seconds. */
  seconds: number;
  /** Navigations and page audits, of which the median counts. */
  runs: number;
  lighthouse: boolean;
  folder: string;
}

/** Reads the command line; the dataset is that of `npm run bench` of the same size. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      'no-lighthouse': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  return {
    sizes: values.quick ? QUICK : FULL,
    seconds: values.quick ? 5 : 20,
    runs: values.quick ? 1 : 3,
    lighthouse: !values['no-lighthouse'],
    folder: resolve(process.env.BENCH_DIR?.trim() || join(tmpdir(), 'arvelo-bench')),
  };
}

const HELP = `npm run bench:browser -- [options]
  --quick           50,000 leads and 5 s of scrolling instead of 1,000,000 and 20 s
  --no-lighthouse   leave the audits of pages out, which install Lighthouse from npm at the first time
BENCH_DIR is the folder of database and dataset, shared with npm run bench.
`;
