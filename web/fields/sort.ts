import { isCustomKey } from '#shared/custom-fields.ts';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';

/** What a list is in the order of, as the API writes it: `company`, or `-created_at` for descending. */
export type SortText = string;

const NEWEST_FIRST = '-created_at';
/** Kinds of which the greatest is what one looks for first. */
const greatestFirst = new Set(['date', 'datetime', 'money', 'integer']);

/** The order of a list when nothing else was chosen. */
export function defaultSort({ list }: ObjectDefinition): SortText {
  return list.sort ?? NEWEST_FIRST;
}

/** Relations are kept by number: an order of those would look like none beside the names that stand there. */
export function isSortable(field: Field | undefined): boolean {
  return (
    field !== undefined &&
    field.kind !== 'relation' &&
    field.kind !== 'json' &&
    field.kind !== 'tags' &&
    field.kind !== 'entries' &&
    !field.multiline
  );
}

/** A sort from an address; undefined when it says nothing beyond the usual order or nothing that can be sorted by. */
export function readSort(definition: ObjectDefinition, given: unknown): SortText | undefined {
  if (typeof given !== 'string' || given === defaultSort(definition)) return undefined;
  const keys = given.split(',').map((key) => key.replace(/^-/, ''));
  // Of fields that the tenant has added the address alone does not know.
  const isKnown = (key: string) => isCustomKey(key) || isSortable(ownField(definition, key));
  return keys.length <= 3 && keys.every(isKnown) ? given : undefined;
}

/** How a list sorted by `sort` stands to a field. */
export function directionOf(sort: SortText, field: string): 'ascending' | 'descending' | undefined {
  if (sort === field) return 'ascending';
  return sort === `-${field}` ? 'descending' : undefined;
}

/** What choosing a field leads to: first its usual direction, then the other one. */
export function nextSort(definition: ObjectDefinition, sort: SortText, name: string): SortText {
  const direction = directionOf(sort, name);
  if (direction) return direction === 'ascending' ? `-${name}` : name;
  return greatestFirst.has(ownField(definition, name)?.kind ?? '') ? `-${name}` : name;
}

/** Every order of the given columns, with words for it, usual direction first. */
export function sortChoices(definition: ObjectDefinition, columns: readonly string[]) {
  return columns
    .filter((name) => isSortable(definition.allFields[name]))
    .flatMap((name) => {
      const first = nextSort(definition, '', name);
      const field = definition.allFields[name] as Field;
      return [first, nextSort(definition, first, name)].map((value) => ({ value, label: sortLabel(field, value) }));
    });
}

function sortLabel({ kind, label }: Field, sort: SortText): string {
  const [up, down] =
    kind === 'date' || kind === 'datetime'
      ? [t('oldest first'), t('newest first')]
      : greatestFirst.has(kind)
        ? [t('lowest first'), t('highest first')]
        : kind === 'boolean'
          ? [t('no first'), t('yes first')]
          : [t('A to Z'), t('Z to A')];
  return `${label}, ${sort.startsWith('-') ? down : up}`;
}

function ownField({ allFields }: ObjectDefinition, name: string): Field | undefined {
  return Object.hasOwn(allFields, name) ? allFields[name] : undefined;
}
