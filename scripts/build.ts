import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'web/dist');
const stamp = join(dist, '.sources');
/** Everything that the built files follow from. */
const sources = ['web', 'shared', 'package.json', 'package-lock.json', 'scripts/build.ts'];
const compressible = /\.(js|css|html|svg|webmanifest|json|txt|map)$/;

/** Whether `web/dist` is there and made from the present sources. */
export async function isWebBuilt(): Promise<boolean> {
  return (await readFile(stamp, 'utf8').catch(() => '')) === (await fingerprintSources());
}

/** Builds the web app into `web/dist`, unless it is there already and up to date. Answers whether it had to. */
export async function buildWeb({ force = false } = {}): Promise<boolean> {
  const fingerprint = await fingerprintSources();
  if (!force && (await readFile(stamp, 'utf8').catch(() => '')) === fingerprint) return false;
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn', mode: 'production' });
  await compressFiles();
  // Last, so that a build that was interrupted is not taken for a finished one.
  await writeFile(stamp, fingerprint);
  return true;
}

/** Names, sizes and times are enough, and cost a tenth of reading the files. */
async function fingerprintSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesBelow(join(root, source))) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${file.slice(root.length)}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => !file.startsWith(dist) && !file.endsWith('.test.ts')).sort();
}

/** Writes `.br` and `.gz` beside each file that gets smaller by it. The index page is filled in per answer, so it stays plain. */
async function compressFiles(): Promise<void> {
  const files = (await readdir(dist, { recursive: true })).filter((file) => compressible.test(file));
  for (const file of files) {
    if (file !== 'index.html') await compressFile(join(dist, file));
  }
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  if (br.length < content.length) await writeFile(`${path}.br`, br);
  if (gz.length < content.length) await writeFile(`${path}.gz`, gz);
}

// The launcher imports this file, which leaves `import.meta.main` to itself.
if (process.argv[1] === import.meta.filename) {
  const started = performance.now();
  const built = await buildWeb({ force: process.argv.includes('--force') });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(built ? `Built web/dist in ${seconds} s` : 'web/dist is up to date');
}
