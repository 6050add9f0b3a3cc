import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';

/** The relations by which an activity belongs to a record. */
const subjectFields = ['lead_id', 'opportunity_id', 'company_id', 'contact_id'] as const;

export type SubjectField = (typeof subjectFields)[number];

/** What activities belong to: those of an opportunity belong to its lead, company and contact too. */
export type Subject = Record<SubjectField, number | null>;

/** What an activity added on a record's page belongs to. */
export function subjectOf(object: ObjectName, record: AnyRecord): Subject {
  const { fields } = objects.activities;
  const idOf = (name: SubjectField) => (fields[name].target === object ? record.id : linkOf(object, record, name));
  return Object.fromEntries(subjectFields.map((name) => [name, idOf(name)])) as Subject;
}

/** A lead's own relations say what it became: its activities stay with it. */
function linkOf(object: ObjectName, record: AnyRecord, name: SubjectField): number | null {
  const field = (objects[object].fields as Record<string, { readOnly?: boolean }>)[name];
  return field && !field.readOnly ? ((record[name] ?? null) as number | null) : null;
}
