import { CUSTOM_KEY } from '#shared/custom-fields.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import type { Route } from '#shared/route.ts';

/**
 * The query parameters that a route reads. One given twice is refused rather than guessed at; an unknown one too, except on
 * the `.php` mount, which is documented to ignore it.
 */
export function readQuery(route: Route, query: Readonly<Record<string, unknown>>): Record<string, string> {
  const known: Record<string, string> = {};
  // Without a prototype, so that a parameter named `__proto__` is refused like any other unknown one.
  const errors: FieldErrors = Object.create(null);
  for (const [name, value] of Object.entries(query)) {
    if (!route.query?.includes(name) && !(route.customFields && CUSTOM_KEY.test(name))) {
      if (!route.lenientQuery) errors[name] = 'Unknown parameter';
    } else if (typeof value !== 'string') errors[name] = 'Give this parameter once';
    else if (value.includes('\0') || !value.isWellFormed())
      errors[name] = 'This parameter has characters that no text can have';
    else known[name] = value;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return known;
}
