import type { FieldKind } from './fields/field.ts';

/** The kinds of field that tenants can add. */
export const customKinds = [
  'text',
  'email',
  'phone',
  'option',
  'relation',
  'money',
  'integer',
  'date',
  'datetime',
  'boolean',
] as const satisfies readonly FieldKind[];
export type CustomKind = (typeof customKinds)[number];

/** Kinds of which no two records may have the same value, where a tenant asks for it. */
export const uniqueKinds: readonly FieldKind[] = ['text', 'email', 'phone', 'integer', 'date'];

/** Kinds that the free text search can look into. */
export const searchedKinds: readonly FieldKind[] = ['text', 'email', 'phone'];

/** What the key of a field that a tenant adds looks like; SQL is written with it. */
export const CUSTOM_KEY = /^c_[a-z0-9](?:[a-z0-9_]{0,46}[a-z0-9])?$/;

/** Whether a field was added by the tenant. */
export function isCustomKey(key: string): boolean {
  return key.startsWith('c_');
}

/** `Annual revenue (€)` gets the key `c_annual_revenue`; one that names a record ends in `_id`. */
export function keyForLabel(label: string, kind: FieldKind): string {
  const words = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return `c_${words || 'field'}${kind === 'relation' && !words.endsWith('_id') ? '_id' : ''}`;
}
