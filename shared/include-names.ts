import type { Fields } from './fields/input.ts';

/**
 * The relation fields whose records can be answered beside their ids, by the name under which those stand: `owner` for `owner_id`.
 * Where that is the name of another field, such as the `company` of a lead, there is no place for the record.
 */
export function includeNames(fields: Fields): Map<string, string> {
  const relations = Object.keys(fields).filter((key) => fields[key]?.kind === 'relation');
  const named = relations.map((key): [string, string] => [key.replace(/_id$/, ''), key]);
  return new Map(named.filter(([name, key]) => name === key || !Object.hasOwn(fields, name)));
}
