import { emailKind, LONGEST_EMAIL } from './email.ts';
import { bad, type Field, type FieldOptions, good, type Kind, makeField, type Parsed } from './field.ts';
import { LONGEST_PHONE, phoneKind } from './phone.ts';

/** What an address or a number is used for. */
export const entryLabels = ['WORK', 'HOME', 'MOBILE', 'OTHER'] as const;
export type EntryLabel = (typeof entryLabels)[number];

/** One of several values; the primary one is the value of the list's `primary` field too. */
export interface Entry {
  readonly value: string;
  readonly label: EntryLabel | null;
  readonly primary: boolean;
}

/** Most values of one list. */
export const MOST_ENTRIES = 20;

type EntriesOptions = FieldOptions & Required<Pick<Field, 'of' | 'primary'>>;

/** Several values of a kind, of which one, the primary, stands in a field of its own as well; never null. Decision 032. */
export function entries(options: EntriesOptions): Field<readonly Entry[], true> {
  return makeField('entries', { default: [], ...options });
}

const valueKinds = { email: emailKind, phone: phoneKind };
const longest = { email: LONGEST_EMAIL, phone: LONGEST_PHONE };

/** Reads `[{"value": "a@b.c", "label": "WORK", "primary": true}, "d@e.f"]`, or as files have it `a@b.c (work); d@e.f`; the primary comes first. */
export const entriesKind: Kind<readonly Entry[]> = {
  empty: [],
  parse(input, field) {
    const given = typeof input === 'string' ? readText(input) : input;
    if (!Array.isArray(given))
      return bad(`${field.label} must be a list such as [{"value": "${exampleOf(field)}", "label": "WORK"}]`);
    if (given.length > MOST_ENTRIES) return bad(`${field.label} must be at most ${MOST_ENTRIES}`);
    const read: Entry[] = [];
    for (const one of given) {
      const entry = readEntry(one, field);
      if (!entry.ok) return entry;
      read.push(entry.value);
    }
    if (read.filter((one) => one.primary).length > 1) return bad(`${field.label} must have one primary value only`);
    return good(primaryFirst(read));
  },
  jsonSchema: (field) => ({
    type: 'array',
    maxItems: MOST_ENTRIES,
    items: {
      type: 'object',
      properties: {
        value: valueKinds[field.of ?? 'email'].jsonSchema({ ...field, max: longest[field.of ?? 'email'] }),
        label: { type: ['string', 'null'], enum: [...entryLabels, null] },
        primary: { type: 'boolean' },
      },
      required: ['value'],
      additionalProperties: false,
    },
  }),
};

/** The texts of a field that holds one value or a list of them. */
export function textsOf(value: unknown): string[] {
  const textOf = (one: unknown) => (typeof one === 'object' ? (one as Partial<Entry> | null)?.value : one);
  const all: unknown[] = Array.isArray(value) ? value.map(textOf) : [value];
  return all.filter((one) => one !== null && one !== undefined).map(String);
}

/** What is written into a file for a list, and read from there. */
export function writeEntries(list: readonly Entry[]): string {
  return list.map(({ value, label }) => (label ? `${value} (${label.toLowerCase()})` : value)).join('; ');
}

function readText(text: string): unknown {
  if (text.trimStart().startsWith('[')) return parseJson(text);
  const parts = text.split(/[;\n]/).filter((part) => part.trim() !== '');
  return parts.map((part) => readPart(part.trim()));
}

const LONGEST_END = '(mobile)'.length;
const LABEL_AT_END = /\((work|home|mobile|other)\)$/i;

/** Looks at the end alone, which is as short as its longest label: a part can be as long as a body. */
function readPart(part: string): unknown {
  const [end, label] = LABEL_AT_END.exec(part.slice(-LONGEST_END)) ?? [];
  return end === undefined ? part : { value: part.slice(0, -end.length).trimEnd(), label: label?.toUpperCase() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readEntry(input: unknown, field: Field): Parsed<Entry> {
  const { value, label = null, primary = false, ...others } = asObject(input);
  const [strange] = Object.keys(others);
  if (strange !== undefined) return bad(`Each of ${field.label} has value, label and primary, not ${quoted(strange)}`);
  if (label !== null && !entryLabels.some((one) => one === label))
    return bad(`Each label of ${field.label} must be one of ${entryLabels.join(', ')}, or null`);
  if (typeof primary !== 'boolean') return bad(`Each primary of ${field.label} must be true or false`);
  const of = field.of ?? 'email';
  const read = valueKinds[of].parse(value, { ...field, label: `Each of ${field.label}`, max: longest[of] });
  if (!read.ok) return read;
  if (read.value === '') return bad(`Each of ${field.label} must have a value such as ${exampleOf(field)}`);
  return good({ value: read.value, label: label as EntryLabel | null, primary });
}

function asObject(input: unknown): Record<string, unknown> {
  if (typeof input === 'string') return { value: input };
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : {};
}

/** Each value once; without any that is marked the first is the primary one. */
function primaryFirst(read: readonly Entry[]): Entry[] {
  const chosen = read.find((one) => one.primary) ?? read[0];
  if (!chosen) return [];
  const others = read.filter(
    (one, at) => !isSameEntry(one, chosen) && read.findIndex((other) => isSameEntry(one, other)) === at,
  );
  return [{ ...chosen, primary: true }, ...others.map((one) => ({ ...one, primary: false }))];
}

/** Addresses are compared without case, numbers as they are written. */
export function isSameEntry(one: { value: string }, other: { value: string }): boolean {
  return one.value.toLowerCase() === other.value.toLowerCase();
}

function exampleOf({ of }: Field): string {
  return of === 'phone' ? '+49 30 1234567' : 'name@example.com';
}

function quoted(given: string): string {
  return JSON.stringify(given.slice(0, 60));
}
