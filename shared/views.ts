import type { FieldErrors } from './fields/input.ts';
import { type Definitions, findField } from './filter/field-path.ts';
import { parseFilter } from './filter.ts';
import type { ObjectDefinition } from './object.ts';
import type { Calendar } from './relative-dates.ts';

/** What a view says about the lists that it shows. */
export interface ViewSettings {
  filter: Readonly<Record<string, unknown>>;
  sort: string | null;
  columns: readonly ViewColumn[];
  layout: string;
  board_by: string | null;
}

export interface ViewColumn {
  field: string;
  /** Pixels; left out, as wide as its kind of field usually is. */
  width?: number;
}

export const columnWidths = { min: 60, max: 800 };
const MOST_COLUMNS = 60;

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with the settings of a view of `object`, as the person who writes it sees that; only what is given is looked at. */
export function checkView(
  { definitions, calendar }: { definitions: Definitions; calendar: Calendar },
  object: ObjectDefinition,
  values: Values,
): FieldErrors {
  const errors: FieldErrors = {};
  if (isFilter(values.filter)) {
    const parsed = parseFilter(definitions, object.name, values.filter, calendar);
    if (!parsed.ok) Object.assign(errors, parsed.errors);
  }
  if (Array.isArray(values.columns)) Object.assign(errors, checkColumns(object, values.columns));
  if (typeof values.board_by === 'string' && !boardFields(object).includes(values.board_by)) {
    errors.board_by = `Board by takes ${boardFields(object).join(', ') || 'nothing here'}`;
  }
  return errors;
}

function checkColumns(object: ObjectDefinition, columns: readonly unknown[]): FieldErrors {
  if (columns.length > MOST_COLUMNS) return { columns: `Columns takes at most ${MOST_COLUMNS} columns` };
  const seen = new Set<unknown>();
  const errors: FieldErrors = {};
  for (const [at, column] of columns.entries()) {
    const error = columnError(object, column, seen);
    if (error) errors[`columns.${at}`] = error;
    seen.add((column as Values | null)?.field);
  }
  return errors;
}

function columnError(object: ObjectDefinition, column: unknown, seen: ReadonlySet<unknown>): string | null {
  if (typeof column !== 'object' || column === null || Array.isArray(column)) {
    return 'A column must be an object such as {"field": "company", "width": 240}';
  }
  const { field, width, ...others } = column as Values;
  const [strange] = Object.keys(others);
  if (strange !== undefined) return `A column has field and width, not ${JSON.stringify(strange.slice(0, 60))}`;
  if (typeof field !== 'string' || !Object.hasOwn(object.allFields, field)) {
    return `${object.label[1]} have no field ${JSON.stringify(String(field).slice(0, 60))}`;
  }
  if (seen.has(field)) return `${field} is a column already`;
  const { min, max } = columnWidths;
  const fits = width === undefined || (Number.isInteger(width) && Number(width) >= min && Number(width) <= max);
  return fits ? null : `Width must be a whole number from ${min} to ${max}`;
}

/** The fields whose values can be the columns of a board. */
export function boardFields(object: ObjectDefinition): string[] {
  return Object.keys(object.fields).filter((name) => object.fields[name]?.kind === 'option');
}

/** Fields that a view names and that are gone since, or hidden from whoever looks: by their names, each once. */
export function missingFields(definitions: Definitions, objectName: string, view: ViewSettings): string[] {
  const sorted = (view.sort ?? '').split(',').map((key) => key.trim().replace(/^-/, ''));
  const shown = view.columns.map(({ field }) => field);
  const names = [...filterFields(view.filter), ...sorted, ...shown, view.board_by ?? ''].filter(Boolean);
  return [...new Set(names)].filter((name) => !findField(definitions, objectName, name).ok);
}

/** A view without what it says about fields that are missing, so that the rest of it can be shown. */
export function withoutFields<V extends ViewSettings>(view: V, missing: readonly string[]): V {
  if (missing.length === 0) return view;
  const isThere = (name: string) => !missing.includes(name);
  const sort = (view.sort ?? '').split(',').filter((key) => key && isThere(key.trim().replace(/^-/, '')));
  return {
    ...view,
    filter: (withoutConditions(view.filter, isThere) ?? {}) as Values,
    sort: sort.join(',') || null,
    columns: view.columns.filter(({ field }) => isThere(field)),
    ...(view.board_by !== null && !isThere(view.board_by) && { layout: 'table', board_by: null }),
  };
}

/** The fields that a filter names, wherever in it. */
export function filterFields(filter: unknown): string[] {
  if (typeof filter !== 'object' || filter === null) return [];
  if (!Array.isArray(filter) && typeof (filter as Values).field === 'string') return [String((filter as Values).field)];
  return Object.values(filter).flatMap(filterFields);
}

function withoutConditions(node: unknown, isThere: (field: string) => boolean): unknown {
  const { field, and, or, not } = (node ?? {}) as Values;
  if (typeof field === 'string') return isThere(field) ? node : null;
  const keep = (nodes: readonly unknown[]) => nodes.map((one) => withoutConditions(one, isThere)).filter(Boolean);
  if (Array.isArray(and)) return { and: keep(and) };
  // An empty `or` would let nothing through.
  if (Array.isArray(or)) return keep(or).length > 0 ? { or: keep(or) } : null;
  const kept = not === undefined ? null : withoutConditions(not, isThere);
  return kept && { not: kept };
}

/** An empty object filters nothing. */
export function isFilter(filter: unknown): filter is Values {
  return typeof filter === 'object' && filter !== null && Object.keys(filter).length > 0;
}
