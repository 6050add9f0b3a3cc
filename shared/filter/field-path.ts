import { bad, type Field, good, type Parsed } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { closeNames } from './close-names.ts';
import type { RelationStep } from './node.ts';

/**
 * Gives a record type as the tenant has it, by its name. It answers undefined for what the asking user may not read:
 * then no filter reaches into it either.
 */
export type Definitions = (objectName: string) => ObjectDefinition | undefined;

export interface FoundField {
  path: RelationStep[];
  name: string;
  field: Field;
}

/** Most relations that a path follows. */
const MOST_STEPS = 3;

/** Finds `company`, `created_at`, `owner_id`, `lead.company` or `lead.owner.name`; says what is near when there is none. */
export function findField(definitions: Definitions, objectName: string, given: string): Parsed<FoundField> {
  const steps = given.slice(0, 1000).split('.');
  const name = steps.pop() ?? '';
  if (steps.length > MOST_STEPS) return bad(`A field can be at most ${MOST_STEPS} relations away`);
  let object = definitions(objectName);
  const path: RelationStep[] = [];
  for (const step of steps) {
    if (!object) break;
    const next = relationOf(definitions, object, step);
    if (!next) return bad(unknownStep(definitions, object, { step, path }));
    path.push(next.step);
    object = next.object;
  }
  if (!object) return bad('There is no such object');
  const field = Object.hasOwn(object.allFields, name) ? object.allFields[name] : undefined;
  return field ? good({ path, name, field }) : bad(unknownField(object, name, path));
}

function relationOf(
  definitions: Definitions,
  object: ObjectDefinition,
  step: string,
): { step: RelationStep; object: ObjectDefinition } | null {
  const field = `${step}_id`;
  const { kind, target = '' } = (Object.hasOwn(object.allFields, field) && object.allFields[field]) || {};
  const next = kind === 'relation' ? definitions(target) : undefined;
  return next ? { step: { field, target }, object: next } : null;
}

function unknownField(object: ObjectDefinition, name: string, path: readonly RelationStep[]): string {
  return unknown(object, name, { names: Object.keys(object.allFields), path, what: 'field' });
}

function unknownStep(
  definitions: Definitions,
  object: ObjectDefinition,
  { step, path }: { step: string; path: readonly RelationStep[] },
): string {
  const names = Object.keys(object.allFields)
    .filter((field) => field.endsWith('_id'))
    .map((field) => field.slice(0, -3))
    .filter((name) => relationOf(definitions, object, name));
  return unknown(object, step, { names, path, what: 'relation' });
}

function unknown(
  object: ObjectDefinition,
  given: string,
  { names, path, what }: { names: string[]; path: readonly RelationStep[]; what: string },
): string {
  const prefix = path.map(({ field }) => `${field.slice(0, -3)}.`).join('');
  const close = closeNames(given, names);
  const listed = (close.length > 0 ? close : names).map((name) => prefix + name).join(', ');
  const advice = close.length > 0 ? `did you mean ${listed}?` : `it has ${listed || 'none'}`;
  return `${object.label[1]} have no ${what} ${JSON.stringify(given.slice(0, 60))}: ${advice}`;
}
