import { preferenceFields } from '#shared/api/preferences.ts';
import { loginFields, signupFields } from '#shared/api/session.ts';
import type { Option } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import { objectList } from '#shared/objects/registry.ts';

/** What objects, fields and options are called; the web app translates them where a definition is read. */
export function findLabels(): string[] {
  const fields: Fields[] = [
    loginFields,
    signupFields,
    preferenceFields,
    ...objectList.map(({ allFields }) => allFields),
  ];
  return [
    ...objectList.flatMap(({ label }) => label),
    ...fields.flatMap((one) =>
      Object.values(one).flatMap(({ label, options = [] }) => [
        label,
        ...options.filter(isText).map((option) => option.label),
      ]),
    ),
  ];
}

/** A code such as that of a currency is called by itself in every language. */
function isText({ value, label }: Option): boolean {
  return value !== label;
}
