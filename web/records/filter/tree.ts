import type { Node } from './list-filter-node.ts';

/** A filter as it is put together on screen. */
export type Item = Group | Condition;

export interface Group {
  type: 'group';
  key: number;
  /** All of its items must hold, any of them, or none. */
  mode: 'and' | 'or' | 'none';
  items: Item[];
}

export interface Condition {
  type: 'condition';
  key: number;
  field: string;
  op: string;
  value: unknown;
}

let made = 0;

export function newKey(): number {
  made += 1;
  return made;
}

/** Any filter of the grammar as a tree; its top is always a group. */
export function toTree(node: Node | null): Group {
  const item = node ? toItem(node) : null;
  if (item?.type === 'group') return item;
  return { type: 'group', key: newKey(), mode: 'and', items: item ? [item] : [] };
}

function toItem(node: Node): Item {
  const key = newKey();
  if (typeof node.field === 'string') {
    return { type: 'condition', key, field: node.field, op: String(node.op), value: node.value };
  }
  if (Array.isArray(node.and)) return { type: 'group', key, mode: 'and', items: (node.and as Node[]).map(toItem) };
  if (Array.isArray(node.or)) return { type: 'group', key, mode: 'or', items: (node.or as Node[]).map(toItem) };
  const inner = (node.not ?? { and: [] }) as Node;
  // None of several is `not` of `or`; of anything else it is a group of one.
  const items = Array.isArray(inner.or) ? (inner.or as Node[]).map(toItem) : [toItem(inner)];
  return { type: 'group', key, mode: 'none', items };
}

/** The other way; null when nothing is asked. Groups without conditions say nothing. */
export function toNode(item: Item): Node | null {
  if (item.type === 'condition') {
    const { field, op, value } = item;
    return op === 'is_null' || op === 'not_null' ? { field, op } : { field, op, value };
  }
  const nodes = item.items.map(toNode).filter((node) => node !== null);
  if (nodes.length === 0) return null;
  if (item.mode === 'none') return { not: nodes.length === 1 ? nodes[0] : { or: nodes } };
  return nodes.length === 1 ? (nodes[0] as Node) : { [item.mode]: nodes };
}

/** A tree with one item of it replaced, or left out when `next` is null. */
export function replaced(group: Group, key: number, next: Item | null): Group {
  if (group.key === key && next?.type === 'group') return next;
  const items = group.items.flatMap((item) => {
    if (item.key === key) return next ? [next] : [];
    return [item.type === 'group' ? replaced(item, key, next) : item];
  });
  return { ...group, items };
}
