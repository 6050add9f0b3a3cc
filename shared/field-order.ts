import type { Field } from './fields/field.ts';
import type { Fields } from './fields/input.ts';

/** What lies between two fields that nobody has moved, so that others fit in. */
const STEP = 500;
const LAST_POSITION = 100_000;

/** The fields by their positions; one without stands where the product has it. */
export function inOrder<F extends Fields>(fields: F): F {
  const places = placesOf(fields);
  const entries = Object.entries(fields).toSorted(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return Object.fromEntries(entries) as F;
}

/** Where each field stands, given or not. */
function placesOf(fields: Readonly<Record<string, Field>>): Map<string, number> {
  return new Map(Object.entries(fields).map(([key, field], at) => [key, field.position ?? usualPosition(at)]));
}

/** Where a field stands that nobody has moved, by its number in the product. */
export function usualPosition(at: number): number {
  return Math.min((at + 1) * STEP, LAST_POSITION);
}

/** A position for a field that is put between two others; null where there is no room left. */
export function positionBetween(before: number | undefined, after: number | undefined): number | null {
  const low = before ?? 0;
  const high = after ?? Math.min(low + 2 * STEP, LAST_POSITION);
  const middle = Math.floor((low + high) / 2);
  return middle > low && middle < high ? middle : null;
}
