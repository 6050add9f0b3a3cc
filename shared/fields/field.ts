/** The kinds of field that a record can have; the behaviour of each stands in the file of its name beside this one. */
export type FieldKind =
  | 'text'
  | 'email'
  | 'phone'
  | 'option'
  | 'relation'
  | 'money'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'integer'
  | 'boolean'
  | 'json'
  | 'tags'
  | 'entries';

/** Colours that an option can be marked with. */
export const optionColors = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export type OptionColor = (typeof optionColors)[number];

/** One choice of an option field. Tenants change and add options, so code asks `type`, never a value of its own. */
export interface Option {
  value: string;
  label: string;
  /** For stages: whether a record in it is still open, and how it ended otherwise. */
  type?: 'open' | 'won' | 'lost';
  /** For stages: chance to win, 0 to 100. */
  probability?: number;
  /** For stages: days without any news after which a record in it is marked as stale; left out: as its pipeline says. */
  stale_days?: number;
  /** One of `optionColors`. */
  color?: OptionColor;
  /** For currencies: what one unit is worth in the tenant's own. */
  rate?: number;
  /** The product itself sets it: tenants can reword it, not give it up. */
  kept?: boolean;
}

/**
 * A field as plain data, the same for fields of the product and fields that a tenant adds.
 * `T` is the type of its value in records, `R` says whether it is ever null there.
 */
export interface Field<T = unknown, R extends boolean = boolean> {
  readonly kind: FieldKind;
  readonly label: string;
  /** An input without a value is refused. */
  readonly required: boolean;
  /** The value that a new record gets when the input has none; such a field is never null. */
  readonly default?: string | number | boolean | Readonly<Record<string, never>> | readonly never[];
  /** Required since the tenant says so: older records may lack a value. */
  readonly requiredLater?: boolean;
  /** Set by the system: stands in answers, is refused in bodies. */
  readonly readOnly?: boolean;
  /** Read-only because the user's role may only look at it. */
  readonly restricted?: boolean;
  /** Takes part in the free text search of lists. */
  readonly search?: boolean;
  /** Lists can be filtered by `?field=value`. */
  readonly filter?: boolean;
  /** Upserts can find a record by it. */
  readonly match?: boolean;
  /** No two records of a tenant have the same value; compared without case. */
  readonly unique?: boolean;
  /** integer: the least value. */
  readonly min?: number;
  /** text: most characters (code points); integer: the greatest value. */
  readonly max?: number;
  /** text: shown as a text area. */
  readonly multiline?: boolean;
  /** option: the choices of a new tenant. */
  readonly options?: readonly Option[];
  /** option: tenants cannot change the choices. */
  readonly fixed?: boolean;
  /** option: where a tenant's choices come from, when not from its field settings. */
  readonly optionsFrom?: 'roles' | 'pipelines' | 'currencies';
  /** option: the relation whose record decides which of the choices there are. */
  readonly optionsBy?: string;
  /** option with `optionsBy`: the choices by the id of that record, filled in for each tenant. */
  readonly choices?: Readonly<Record<string, readonly Option[]>>;
  /** money: the field that names the currency. */
  readonly currencyBy?: string;
  /** money: the tenant's own currency, filled in for each tenant where the amount is in one. */
  readonly currency?: string;
  /** money: the field with the same in the tenant's own currency, which sums add up instead. */
  readonly summedAs?: string;
  /** Read-only: the field that it is made from; whoever may not see that does not see this. */
  readonly derivedFrom?: string;
  /** entries: the kind of its values. */
  readonly of?: 'email' | 'phone';
  /** entries: the field that holds the primary value; whoever may not see or change that may not see or change these. */
  readonly primary?: string;
  /** The list of entries of which this is the primary value; filled in by `defineObject`, which sees the list. */
  readonly listedIn?: string;
  /** json: a list of objects instead of one. */
  readonly list?: boolean;
  /** relation: name of the object that the id belongs to. */
  readonly target?: string;
  /** relation to users: a new record belongs to whoever creates it. */
  readonly defaultToUser?: boolean;
  /** relation: a new record gets the one that the tenant has made the default. */
  readonly defaultToUsual?: boolean;
  /** What the field is for, in the tenant's words. */
  readonly help?: string;
  /** Where the tenant has put it among the others; see `shared/field-order.ts`. */
  readonly position?: number;
  /** A field that the tenant has added; its values stand in the column `custom`. */
  readonly custom?: boolean;
  /** Custom: the column with an indexed copy of the values. */
  readonly slot?: string;
  /** Never set: carries the value's type for `RecordOf`. */
  readonly valueType?: T;
  /** Never set: carries whether the value can be null for `RecordOf`. */
  readonly nonNull?: R;
}

/** What a kind makes of an input: the value to store, or what is wrong with it in one sentence. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; error: string };

export interface Kind<T> {
  /** Reads an input that is present and not empty. */
  parse(input: unknown, field: Field): Parsed<T>;
  /** JSON Schema of the value in answers. */
  jsonSchema(field: Field): Record<string, unknown>;
  /** What an input without a value means where that is a value too, such as no tags. */
  empty?: T;
}

export const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const bad = (error: string): Parsed<never> => ({ ok: false, error });

export type FieldOptions<K extends keyof Field = never> = Partial<
  Pick<Field, 'label' | 'readOnly' | 'search' | 'filter' | 'match' | 'unique' | K>
>;

/** Builds a field's data; a name without a label of its own gets one from `defineObject`. */
export function makeField<T, R extends boolean>(kind: FieldKind, options: Partial<Field>): Field<T, R> {
  return { label: '', required: false, ...options, kind } as Field<T, R>;
}
