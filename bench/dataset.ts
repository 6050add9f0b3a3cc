import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#server/config.ts';
import { type OpenApp, openApp } from '#server/open-app.ts';
import { type BenchTenant, buildDataset } from './dataset-build.ts';
import type { Sizes } from './options.ts';

export interface Dataset {
  small: BenchTenant[];
  big: BenchTenant;
  /** A hundredth of the big one. */
  middle: BenchTenant;
}

const DATABASE_FOLDER = /^data-([0-9a-f]{8})-[0-9-]+$/;
/** The dataset is done; written last. */
const MARK = 'dataset.json';

/** The folder of a dataset of these sizes. One that was not finished is removed, and so are those made by other code. */
export function dataDirOf(folder: string, { smallTenants, smallLeads, bigLeads }: Sizes): string {
  mkdirSync(folder, { recursive: true });
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const makers = makersKey();
  const dataDir = join(folder, `data-${makers}-${smallTenants}-${smallLeads}-${bigLeads}`);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const madeBy = DATABASE_FOLDER.exec(name)?.[1];
    const isStale = madeBy !== makers || (path === dataDir && !existsSync(join(path, MARK)));
    if (!madeBy || !isStale) continue;
    const pid = postmasterOf(path);
    if (pid === null) rmSync(path, { recursive: true, force: true });
    else if (path === dataDir) throw new Error(`another bench fills ${path}: wait for it, or stop process ${pid}`);
  }
  return dataDir;
}

/** Changes with whatever decides which records there are; migrations bring those of older code up to date. */
function makersKey(): string {
  const root = join(import.meta.dirname, '..');
  const filesOf = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  const makers = [...filesOf('server/features/seed'), 'server/records/search-text.ts'];
  const hash = createHash('sha256');
  for (const file of makers.sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 8);
}

/** The process that runs a database, null when none does. */
function postmasterOf(dataDir: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** Opens the dataset's database, which starts it, and builds the dataset when it is not there yet. */
export async function openDataset(dataDir: string, sizes: Sizes): Promise<OpenApp & { dataset: Dataset }> {
  const open = await openApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn', LOG_FORMAT: 'json' }));
  try {
    const mark = join(dataDir, MARK);
    if (!existsSync(mark)) writeFileSync(mark, JSON.stringify(await buildDataset(open, sizes)));
    return { ...open, dataset: JSON.parse(readFileSync(mark, 'utf8')) as Dataset };
  } catch (error) {
    await open.close();
    throw error;
  }
}
