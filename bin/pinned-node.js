import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a TypeScript file of the project with Node 24: in this process when it is new enough, else with the pinned binary.
 * @param {string} file path of the file, relative ones count from the project root
 * @param {string[]} args what the file finds in `process.argv.slice(2)`
 */
export async function runWithPinnedNode(file, args) {
  if (isNewEnough()) {
    await runHere(resolve(projectRoot, file), args);
    return;
  }
  const pinned = findPinnedNode();
  if (pinned) runThere(pinned);
  else {
    const npmName = `${process.platform}-${process.arch}`;
    console.error(
      `arvelo: needs Node ${NEEDED_MAJOR}, this is ${process.version}, and no Node is bundled for ${npmName}: run "npm install" without omitting optional packages, or install Node ${NEEDED_MAJOR}.`,
    );
    process.exit(2);
  }
}

/** Translated TypeScript is kept beside the packages, which halves what a start costs; a server may be killed before its end. */
function keepCompiled() {
  nodeModule.enableCompileCache(join(projectRoot, 'node_modules', '.cache', 'compiled'));
  setTimeout(nodeModule.flushCompileCache, 5_000).unref();
}

function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR;
}

async function runHere(file, args) {
  if (!existsSync(file)) {
    console.error(`arvelo: there is no file ${file}`);
    process.exit(2);
  }
  hideExperimentalWarnings();
  stopWhenLauncherDies();
  keepCompiled();
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

/** Node 24.0 to 24.2 still warn about type stripping; nobody who starts a CRM can act on that. */
function hideExperimentalWarnings() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
    if (type !== 'ExperimentalWarning' && warning?.name !== 'ExperimentalWarning')
      emitWarning.call(process, warning, ...rest);
  };
}

/** The channel closes when the launcher goes, even by kill -9; without this the server would live on and hold its port. */
function stopWhenLauncherDies() {
  if (process.env.ARVELO_LAUNCHER !== String(process.ppid)) return;
  delete process.env.ARVELO_LAUNCHER;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

function findPinnedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const { resolve: find } = createRequire(join(projectRoot, 'package.json'));
  // The second name is how the makers of `node` call their newer platforms (Apple's ARM).
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    try {
      const binary = join(dirname(find(`${name}/package.json`)), 'bin', 'node');
      // Running as the pinned binary already means that it is too old itself: refuse rather than start it for ever.
      if (existsSync(binary) && realpathSync(binary) !== realpathSync(process.execPath)) return binary;
    } catch {
      // Not installed: npm leaves out what is for other platforms.
    }
  }
  return undefined;
}

function runThere(binary) {
  const child = spawn(binary, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ARVELO_LAUNCHER: String(process.pid) },
  });
  // A terminal sends Ctrl-C and its hang-up to the child as well; passing those on would look like a second, impatient one.
  const fromTerminal = process.stdin.isTTY;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal === 'SIGTERM' || !fromTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`arvelo: could not start ${binary}: ${error.message}`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Reached only for a signal that this process survives (SIGKILL of PID 1 in a container): the shell's convention then.
    setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100);
  });
}
