import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { projectFolder } from '#scripts/run-step.ts';

/** A node of a syntax tree. */
export type Node = { type: string } & Readonly<Record<string, unknown>>;

export interface Source {
  file: string;
  program: Node;
}

/** The syntax trees of the project's own files, tests excluded. */
export async function readSources(pattern: string): Promise<Source[]> {
  const sources: Source[] = [];
  for await (const file of glob(pattern, { cwd: projectFolder })) {
    if (file.includes('/dist/') || /\.test\.tsx?$/.test(file)) continue;
    const text = await readFile(join(projectFolder, file), 'utf8');
    const { program, errors } = parseSync(file, text);
    // Half a file has half its texts: the others would be taken for unused.
    if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
    sources.push({ file, program: program as unknown as Node });
  }
  return sources;
}

/** Calls `visit` with a node and all below it; answering false leaves out what is below. */
export function walk(node: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) walk(one, visit);
  }
}

/** Every text of the web app, as `t`, `tn` and `msg` are called with it. */
export function findTexts({ program }: Source): { texts: string[]; plurals: string[] } {
  const texts: string[] = [];
  const plurals: string[] = [];
  walk(program, (node) => {
    const [first, , third] = node.type === 'CallExpression' ? (node.arguments as Node[]) : [];
    const called = (node.callee as Node | undefined)?.name;
    if ((called === 't' || called === 'msg') && first) texts.push(...literalsOf(first));
    if (called === 'tn' && third) plurals.push(...literalsOf(third));
    return undefined;
  });
  return { texts, plurals };
}

/** The texts that an expression can have, as far as it is written out: both sides of `a ? 'b' : 'c'`. */
export function literalsOf(node: Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'ConditionalExpression') {
    return [...literalsOf(node.consequent as Node), ...literalsOf(node.alternate as Node)];
  }
  return [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
