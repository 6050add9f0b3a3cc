/** A record as the engine holds it and `/api/v1` answers it: the values of its fields by name. */
export type AnyRecord = Record<string, unknown> & {
  id: number;
  version: number;
  created_at: string;
  updated_at: string;
};

/** The values of some fields of a record. */
export function pick(
  record: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field, record[field]]));
}
