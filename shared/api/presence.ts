import { anId, aText, type JsonSchema, named, oneOf, orNull, shape } from './json-schema.ts';

/** What somebody does with a record that they have open: reads it, changes it, or writes a note or task about it. */
export type Doing = 'looking' | 'editing' | 'writing';

/** Somebody else who has a record open. */
export interface Visitor {
  user_id: number;
  name: string;
  doing: Doing;
  /** The field that they have open, where it is one that the caller may see. */
  field: string | null;
}

export const doingOf: JsonSchema = oneOf(['looking', 'editing', 'writing']);

export const visitorSchema: JsonSchema = named(
  'Visitor',
  shape({ user_id: anId, name: aText, doing: doingOf, field: orNull(aText) }),
);
