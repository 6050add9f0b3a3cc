import type { Visitor } from '#shared/api/presence.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';

/** What somebody else does with a record, in words. */
export function describeVisitor({ name, doing, field }: Visitor, { allFields }: ObjectDefinition): string {
  const label = field === null ? undefined : allFields[field]?.label;
  if (doing === 'editing' && label) return t('{name} is editing {field}', { name, field: label });
  if (doing === 'editing') return t('{name} is editing', { name });
  if (doing === 'writing') return t('{name} is writing', { name });
  return t('{name} is looking at this too', { name });
}
