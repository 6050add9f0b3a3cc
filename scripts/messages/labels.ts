import { preferenceFields } from '#shared/api/preferences.ts';
import { loginFields, signupFields } from '#shared/api/session.ts';
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
      Object.values(one).flatMap(({ label, options = [] }) => [label, ...options.map((option) => option.label)]),
    ),
  ];
}
