import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';
import { parseText } from './text.ts';

/** Most tags of one record. */
export const MOST_TAGS = 50;
/** Most characters of a tag's name. */
export const LONGEST_TAG = 50;

/** Words that people put on records, each of them a record of `tags`: written and answered as names; never null. */
export function tags(options: FieldOptions = {}): Field<readonly string[], true> {
  return makeField('tags', { default: [], filter: true, ...options });
}

/** A tag as inputs and filters name it: by its name, in any case, or by its id. */
export type TagRef = string | number;

/** Reads `["vip", 7]`; forms and query strings write `vip, hot`, which is why a name holds no comma. */
export const tagsKind: Kind<readonly TagRef[]> = {
  empty: [],
  parse(input, field) {
    const given: unknown[] = Array.isArray(input) ? input : typeof input === 'string' ? input.split(',') : [null];
    if (given.length > MOST_TAGS) return bad(`${field.label} must be at most ${MOST_TAGS}`);
    const found = new Map<TagRef, TagRef>();
    for (const one of given) {
      const tag = readTag(one, field);
      if (!tag.ok) return tag;
      const key = typeof tag.value === 'string' ? tag.value.toLowerCase() : tag.value;
      if (key !== '' && !found.has(key)) found.set(key, tag.value);
    }
    return good([...found.values()]);
  },
  jsonSchema: () => ({ type: 'array', items: { type: 'string', maxLength: LONGEST_TAG }, maxItems: MOST_TAGS }),
};

function readTag(input: unknown, field: Field) {
  if (typeof input === 'number' && Number.isSafeInteger(input) && input > 0) return good<TagRef>(input);
  if (typeof input !== 'string') return bad(`${field.label} must be a list of names or ids of tags such as ["vip", 7]`);
  if (input.includes(',')) return bad(`${field.label} must not contain commas: give each tag by itself`);
  return parseText(input, { ...field, label: `Each of ${field.label}`, max: LONGEST_TAG });
}
