import { parseArgs } from 'node:util';

export interface Options {
  /** The long form, for a release; the short one is for every change. */
  full: boolean;
  /** Names of the faults to run; null: all. */
  only: readonly string[] | null;
}

/** Reads the command line; `names` are the faults that there are. */
export function readOptions(args: readonly string[], names: Readonly<Record<string, string>>): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { full: { type: 'boolean', default: false }, only: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    const list = Object.entries(names).map(([name, title]) => `  ${name.padEnd(16)} ${title}`);
    process.stdout.write(`${HELP}\nFaults:\n${list.join('\n')}\n`);
    process.exit(0);
  }
  const only = values.only?.split(',') ?? null;
  const unknown = only?.filter((name) => !Object.hasOwn(names, name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`no such fault: ${unknown.join(', ')}; there are ${Object.keys(names).join(', ')}`);
  return { full: values.full, only };
}

const HELP = `npm run prove -- [options]
  --full       the long form: hours instead of minutes
  --only A,B   only these faults
`;
