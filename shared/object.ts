import { datetime } from './fields/datetime.ts';
import type { Field } from './fields/field.ts';
import type { Fields } from './fields/input.ts';
import { integer } from './fields/integer.ts';
import { type Access, sharedWork } from './permissions.ts';

/** The fields that every record has, set by the system. */
export const systemFields = {
  id: integer({ required: true, label: 'Id', readOnly: true }),
  created_at: datetime({ required: true, label: 'Created', readOnly: true }),
  updated_at: datetime({ required: true, label: 'Changed', readOnly: true }),
  version: integer({ required: true, label: 'Version', readOnly: true }),
};

interface ObjectInput<F extends Fields> {
  /** Plural, snake_case: the table, the key in the registry, and with dashes the path below `/api/v1`. */
  name: string;
  label: readonly [one: string, many: string];
  /** The field that names a record to people. */
  title: keyof F & string;
  fields: F;
  /** Fields that tell records of one title apart; an object with any is found by the search over all objects. */
  subtitle?: readonly (keyof F & string)[];
  /** At least one field of each group must have a value; an error names those of `named`, all of them without it. */
  requireOneOf?: readonly { of: readonly (keyof F & string)[]; named?: readonly (keyof F & string)[] }[];
  /** Sets of fields whose counts and money sums are kept up to date at every write, so that totals by them cost nothing. */
  rollups?: readonly (readonly (keyof F & string)[])[];
  access?: Access;
  /** Relation fields whose records pass on who may read: whoever sees one of them sees this record too. */
  partOf?: readonly (keyof F & string)[];
  /** An option field with the values of `visibilities`, by which the owner of a record says who else is shown it. */
  visibleBy?: keyof F & string;
  /** Records are reached as far as one that they are part of: read by those who may read it, all else by those who may change it. */
  follows?: boolean;
  /** Whether `/api/<name>.php` of the published documentation serves it. */
  php?: boolean;
  /** Whether `/api/v1/<path>` serves it; otherwise it is reached through other calls only. */
  routes?: boolean;
  /** A boolean field by which people tick a record off. */
  tick?: keyof F & string;
  /** Records can be deleted; otherwise DELETE is not offered. */
  removable?: boolean;
  /** What a write may say besides fields: neither stored nor answered, hooks act on it. */
  besides?: Fields;
  /** Deleting can name another record that takes the place of the deleted one wherever it is referred to. */
  replaceable?: boolean;
  /** Tenants may add fields of their own. */
  customFields?: boolean;
  /** What lists show; `sort` is their order unless another is chosen, newest first without. */
  list: { columns: readonly (keyof F & string)[]; sort?: keyof F & string };
}

/** One record type; everything generic (routes, forms, lists, change log, search, tests) reads it. */
export interface ObjectDefinition<F extends Fields = Fields>
  extends Required<Omit<ObjectInput<F>, 'tick' | 'visibleBy'>>,
    Pick<ObjectInput<F>, 'tick' | 'visibleBy'> {
  /** `fields` and `systemFields` in the order of answers. */
  allFields: Fields;
  path: string;
}

export function defineObject<const F extends Fields>(input: ObjectInput<F>): ObjectDefinition<F> {
  const lists = Object.entries(input.fields).flatMap(([name, { primary }]) => (primary ? [[primary, name]] : []));
  const listOf: Readonly<Record<string, string>> = Object.fromEntries(lists);
  const fields = Object.fromEntries(
    Object.entries(input.fields).map(([name, field]) => {
      const listedIn = listOf[name];
      return [name, { ...field, label: field.label || fieldLabel(name), ...(listedIn && { listedIn }) }];
    }),
  ) as unknown as F;
  const { id, ...otherSystemFields } = systemFields;
  return {
    requireOneOf: [],
    subtitle: [],
    rollups: [],
    access: sharedWork,
    partOf: [],
    follows: false,
    php: false,
    routes: true,
    removable: true,
    besides: {},
    replaceable: false,
    customFields: false,
    ...input,
    fields,
    allFields: { id, ...fields, ...otherSystemFields },
    path: input.name.replaceAll('_', '-'),
  };
}

/** `contact_name` reads `Contact name`, `source_id` reads `Source`. */
function fieldLabel(name: string): string {
  const words = name.replace(/_id$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type ValueOf<X> = X extends Field<infer T, infer R> ? (R extends true ? T : T | null) : never;
type ValuesOf<F> = { -readonly [K in keyof F]: ValueOf<F[K]> };
type NeededKeys<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F];

/** A record as `/api/v1` answers it. */
export type RecordOf<D> = D extends ObjectDefinition<infer F> ? ValuesOf<F> & ValuesOf<typeof systemFields> : never;

/** What creating a record takes; a missing field is null or gets its default, a missing required one is refused. */
export type InputOf<D> =
  D extends ObjectDefinition<infer F> ? Partial<ValuesOf<F>> & Pick<Partial<ValuesOf<F>>, NeededKeys<F>> : never;
