const FIELD = /\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*\}\}/g;

/** The names that stand in a template as `{{contact_name}}`, each once. */
export function mergeFields(template: string): string[] {
  return [...new Set([...template.matchAll(FIELD)].map(([, name = '']) => name))];
}

/** A template with values in place of its fields; a field that has no value there stays, so that somebody sees that it is missing. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(FIELD, (whole, name: string) => (Object.hasOwn(values, name) && values[name]) || whole);
}
