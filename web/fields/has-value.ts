/** Whether a field of a record has anything to show. */
export function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : (value ?? '') !== '';
}
