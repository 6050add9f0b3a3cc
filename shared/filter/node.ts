import type { FieldKind } from '#shared/fields/field.ts';
import type { FieldErrors } from '#shared/fields/input.ts';

/**
 * A filter that was checked against a definition: what SQL is written from and records are compared with.
 * Logic is two-valued: a condition on a value that is null is false (except `null`), so the `not` of it is true.
 * An empty `and` is true, an empty `or` is false.
 */
export type FilterNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly type: 'not'; readonly node: FilterNode }
  | Condition;

/** One comparison of one field, of the record itself or of one that it refers to. */
export interface Condition {
  readonly type: 'condition';
  /** The relations to follow, from the record; where one leads nowhere (null, or in the trash) the value is null. */
  readonly path: readonly RelationStep[];
  readonly field: string;
  readonly kind: FieldKind;
  readonly test: Test;
}

export interface RelationStep {
  /** The relation field, such as `lead_id`. */
  readonly field: string;
  /** The object that it leads to. */
  readonly target: string;
}

/** What a value must be like. `negated`: it has a value, and that value is not like this. */
export type Test =
  | { readonly is: 'null' | 'not_null' }
  | { readonly is: 'one_of'; readonly values: readonly Scalar[]; readonly negated: boolean }
  | { readonly is: 'range'; readonly from: Bound | null; readonly to: Bound | null; readonly negated: boolean }
  /** `folded`: the text as `foldText` gives it; never empty. */
  | { readonly is: 'contains' | 'starts_with'; readonly folded: string }
  /** Of tags, by name or id: that there is any of them, all of them, or none. */
  | { readonly is: 'has'; readonly mode: 'any' | 'all' | 'none'; readonly values: readonly (string | number)[] }
  /** Of lists of addresses or numbers: that any of these is in it, folded or as digits; `negated`: that none is. */
  | {
      readonly is: 'listed';
      readonly as: 'email' | 'phone';
      readonly negated: boolean;
      readonly values: readonly string[];
    };

export interface Bound {
  readonly value: Scalar;
  readonly inclusive: boolean;
}

/**
 * A value as it is compared: days are `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM:SS.ffffffZ`, so that the order of both is
 * that of their texts; `-infinity` and `infinity` stand before the year 1 and after the year 9999, in PostgreSQL too.
 */
export type Scalar = string | number | boolean;

export type ParsedFilter =
  | { readonly ok: true; readonly filter: FilterNode }
  /** One error a wrong condition, by where it stands: `filter.and.0.value`. */
  | { readonly ok: false; readonly errors: FieldErrors };
