/** The record that a relation field points at, when the list was read with it: `owner_id` comes with `owner`. */
export function embedded(record: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> | undefined {
  const related = record[embeddedName(name)];
  return related && typeof related === 'object' ? (related as Record<string, unknown>) : undefined;
}

export function embeddedName(name: string): string {
  return name.replace(/_id$/, '');
}
