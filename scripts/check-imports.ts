import { glob, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { projectFolder } from './run-step.ts';

/**
 * Who may import whom, from top to bottom: a layer may import the layers below it and its own, except that the parts of a
 * `parts` layer (features, objects) do not know each other unless `mayUse` says so.
 */
interface World {
  layers: readonly (readonly string[])[];
}

const worlds: Record<string, World> = {
  server: {
    layers: [
      [
        'server/main',
        'server/app',
        'server/cli',
        'server/commands',
        'server/open-app',
        'server/hooks',
        'server/jobs',
        'server/config',
      ],
      ['server/features', 'server/objects'],
      ['server/records'],
      ['server/platform'],
      ['shared'],
    ],
  },
  web: {
    layers: [
      ['web/main', 'web/visitor', 'web/app', 'web/routes', 'web/layout', 'web/vite.config', 'web/pages'],
      ['web/features', 'web/objects'],
      ['web/records'],
      ['web/fields'],
      ['web/ui', 'web/api'],
      ['web/language'],
      ['shared'],
    ],
  },
};

/** Packages that only these places may import. */
const owners: Record<string, readonly string[]> = {
  pg: ['server/platform/db', 'server/testing', 'server/commands/doctor', 'server/commands/upgrade', 'bench'],
  'pg-copy-streams': ['server/platform/db'],
  'pg-pool': ['server/platform/db'],
  fastify: ['server/platform/http'],
  '@fastify/cookie': ['server/platform/http'],
  '@fastify/static': ['server/platform/http'],
  'graphile-worker': ['server/platform/jobs'],
  'prom-client': ['server/platform/metrics'],
  'sql-template-tag': ['server/platform/db'],
};

/** Tests and tools may use anything. */
const free = /\.test\.tsx?$|^(e2e|bench|scripts)\/|^server\/testing\//;

/** Every import that breaks a rule, as a line that names the file, the import and the rule. */
export async function checkImports(): Promise<string[]> {
  const broken: string[] = [];
  for await (const file of glob('{shared,server,web,scripts,bench,e2e}/**/*.{ts,tsx}', { cwd: projectFolder })) {
    if (file.includes('/dist/')) continue;
    const text = await readFile(join(projectFolder, file), 'utf8');
    for (const target of importsOf(text)) {
      const rule = brokenRule(file, target);
      if (rule) broken.push(`${file}: "${target}" ${rule}`);
    }
  }
  return broken.sort();
}

function importsOf(text: string): string[] {
  const matches = text.matchAll(
    /^(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...matches].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The rule that an import breaks, or null. */
export function brokenRule(file: string, target: string): string | null {
  if (target.startsWith('../')) return 'climbs out of its folder: write #shared, #server or #web';
  if (/(^|\/)index(\.tsx?)?$/.test(target)) return 'is a barrel';
  const to = resolveTarget(file, target);
  if (to === null) return free.test(file) ? null : brokenPackageRule(file, target);
  if (free.test(file)) return null;
  if (/^server\/testing\//.test(to)) return 'is for tests only';
  const [world] = file.split('/');
  if (world === 'shared') return to.startsWith('shared/') ? null : 'is not shared code';
  return brokenLayerRule(worlds[world ?? ''], file, to);
}

/** The imported file as a path of the project; null for packages. */
function resolveTarget(file: string, target: string): string | null {
  if (target.startsWith('./')) return normalize(join(dirname(file), target));
  return target.startsWith('#') ? target.slice(1) : null;
}

function brokenPackageRule(file: string, target: string): string | null {
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  if (file.startsWith('shared/')) return 'is a package: shared code is pure';
  const places = owners[name];
  if (!places || places.some((place) => file.startsWith(place))) return null;
  return `is only for ${places.join(', ')}`;
}

function brokenLayerRule(world: World | undefined, file: string, to: string): string | null {
  if (!world) return null;
  const from = layerOf(world, file);
  const target = layerOf(world, to);
  if (target === -1) return /^(server|web|shared)\//.test(to) ? 'is of the other side, or of no layer' : null;
  if (from === -1) return `stands in no layer: add ${file} to check-imports`;
  return target < from ? 'is a layer above' : null;
}

function layerOf(world: World, file: string): number {
  return world.layers.findIndex((layer) =>
    layer.some((place) => file === place || file.startsWith(`${place}/`) || file.startsWith(`${place}.`)),
  );
}
