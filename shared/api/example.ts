import type { Field } from '#shared/fields/field.ts';

/** A value that a field could have, for examples in the description of the API; undefined where only the tenant knows one. */
export function exampleOf(field: Field): unknown {
  if (field.default !== undefined) return field.default;
  switch (field.kind) {
    case 'text':
      return field.label.slice(0, field.max);
    case 'email':
      return 'jane.doe@example.com';
    case 'phone':
      return '+49 30 1234567';
    case 'option':
      return field.options?.[0]?.value;
    case 'relation':
      return 1;
    case 'money':
      return 1250.5;
    case 'decimal':
      return 1.25;
    case 'date':
      return '2030-01-31';
    case 'datetime':
      return '2030-01-31T09:30:00Z';
    case 'integer':
      return field.min ?? 1;
    case 'boolean':
      return true;
    case 'json':
      return field.list ? [] : {};
    case 'entries':
      return [];
  }
}
