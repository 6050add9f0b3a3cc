import type { ObjectDefinition } from '#shared/object.ts';
import { isLook, type ListSearch } from '#web/records/list-search.ts';

/** A filter in the grammar of the API. */
export type Node = Readonly<Record<string, unknown>>;

/** The filter of an address; null when it has none, or one that is no JSON. */
export function readNode(text: string | undefined): Node | null {
  try {
    const node: unknown = text ? JSON.parse(text) : null;
    return typeof node === 'object' && node !== null && Object.keys(node).length > 0 ? (node as Node) : null;
  } catch {
    return null;
  }
}

/** Everything that a list is narrowed down by, but for the text that is searched, as one filter. */
export function wholeFilter({ fields }: ObjectDefinition, search: ListSearch): Node {
  const equal = Object.entries(search).flatMap(([name, value]): Node[] => {
    if (isLook(name) || name === 'search' || name === 'filter' || value === undefined) return [];
    if (fields[name]?.kind === 'tags') return [{ field: name, op: 'has_any', value: String(value).split(',') }];
    return [{ field: name, op: '=', value: String(value) }];
  });
  const own = readNode(search.filter);
  const nodes = [...equal, ...(own ? partsOf(own) : [])];
  return nodes.length === 1 ? (nodes[0] as Node) : { and: nodes };
}

/** The conditions of which each must hold. */
export function partsOf(node: Node): Node[] {
  return Array.isArray(node.and) ? (node.and as Node[]) : [node];
}

/** A filter of these parts as an address holds it; undefined for none. */
export function writeParts(parts: readonly Node[]): string | undefined {
  if (parts.length === 0) return undefined;
  return JSON.stringify(parts.length === 1 ? parts[0] : { and: parts });
}
