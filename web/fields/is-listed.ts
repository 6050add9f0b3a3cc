import type { Field } from '#shared/fields/field.ts';

/** Whether a field's value is seen and changed in the list of which it is the primary one, where that is among the fields as well. */
export function isListed(fields: Readonly<Record<string, Field | undefined>>, name: string): boolean {
  return fields[fields[name]?.listedIn ?? ''] !== undefined;
}
