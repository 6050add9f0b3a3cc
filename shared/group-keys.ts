import type { Field } from './fields/field.ts';

/** What the days and moments of a grouping are cut to; weeks begin on the first day of the caller's week. */
export const groupUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type GroupUnit = (typeof groupUnits)[number];

/** A field whose values make groups; days and moments are grouped by a unit. */
export interface GroupKey {
  field: string;
  unit: GroupUnit | null;
}

/** By how many fields at a time records are grouped. */
export const MOST_KEYS = 2;

const PLAIN = new Set(['option', 'relation', 'boolean', 'tags']);
const TIMES = new Set(['date', 'datetime']);

type FieldMap = Readonly<Record<string, Field>>;

/** Reads `stage`, `close_date:month` or two such keys separated by a comma; a text says what would be right. */
export function readGroupKeys(label: string, fields: FieldMap, given: string): GroupKey[] | string {
  const parts = given.split(',').map((part) => part.trim());
  const keys = parts.map((part) => readGroupKey(fields, part));
  const known = keys.filter((key) => key !== null);
  const isDouble = new Set(known.map((key) => key.field)).size < known.length;
  if (known.length < keys.length || keys.length > MOST_KEYS || isDouble) return takes(label, fields);
  // A record counts under each of its tags, so sums by a further field would count it more than once.
  if (known.length > 1 && known.some((key) => fields[key.field]?.kind === 'tags')) {
    return `${label} takes tags alone, without another field`;
  }
  return known;
}

function readGroupKey(fields: FieldMap, part: string): GroupKey | null {
  const [name = '', unit, ...more] = part.split(':');
  const kind = Object.hasOwn(fields, name) ? (fields[name]?.kind ?? '') : '';
  if (more.length > 0) return null;
  if (PLAIN.has(kind)) return unit === undefined ? { field: name, unit: null } : null;
  const known = groupUnits.find((one) => one === (unit ?? 'day'));
  return TIMES.has(kind) && known ? { field: name, unit: known } : null;
}

function takes(label: string, fields: FieldMap): string {
  const names = Object.keys(fields);
  const plain = names.filter((name) => PLAIN.has(fields[name]?.kind ?? ''));
  const times = names.filter((name) => TIMES.has(fields[name]?.kind ?? ''));
  return `${label} takes one or two of ${plain.join(', ')}, or a day cut to ${groupUnits.join(', ')} such as ${times[0]}:month (${times.join(', ')})`;
}

/** Fields that records can be grouped by. */
export function groupableFields(fields: FieldMap): string[] {
  return Object.keys(fields).filter(
    (name) => PLAIN.has(fields[name]?.kind ?? '') || TIMES.has(fields[name]?.kind ?? ''),
  );
}

/** Fields that groups can have the average of. */
export function averagedFields(fields: FieldMap): string[] {
  return Object.keys(fields).filter((name) => ['money', 'integer'].includes(fields[name]?.kind ?? ''));
}
