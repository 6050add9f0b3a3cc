import { typeParser } from './type-parsers.ts';

/** How the rows of a statement become objects. */
export interface RowShape {
  names: readonly string[];
  parsers: readonly ((value: string) => unknown)[];
  /** A row of nulls; copying it makes objects that V8 knows to be alike. */
  empty: Readonly<Record<string, unknown>>;
}

/** A column as PostgreSQL describes it. */
export interface ServerField {
  name: string;
  /** Oid of the type. */
  dataTypeID: number;
}

export function shapeOf(fields: readonly ServerField[]): RowShape {
  return {
    names: fields.map((field) => field.name),
    parsers: fields.map((field) => typeParser(field.dataTypeID)),
    empty: Object.fromEntries(fields.map((field) => [field.name, null])),
  };
}

export function readRow({ names, parsers, empty }: RowShape, values: readonly (string | null)[]) {
  const row = { ...empty };
  for (let at = 0; at < names.length; at += 1) {
    const value = values[at];
    if (value !== null && value !== undefined) row[names[at] as string] = parsers[at]?.(value);
  }
  return row;
}
