import type { Field, FieldKind } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';

/** A column of a list as it is drawn. */
export interface GridColumn {
  name: string;
  field: Field;
  /** Pixels that somebody has given it; without, it shares what is left by its usual width. */
  width?: number;
}

export const narrowest = 60;
export const widest = 800;
const MOST_COLUMNS = 60;
const LEAST = 0.78;
/** Kinds whose values are short and must be read whole. */
const FIRM: readonly FieldKind[] = ['option', 'money', 'date', 'integer', 'boolean'];

const usualWidths: Partial<Record<FieldKind, number>> = {
  email: 200,
  option: 124,
  money: 132,
  date: 124,
  datetime: 124,
  integer: 96,
  boolean: 92,
  relation: 170,
  phone: 150,
};

/** Reads `company:240,status` of an address; without it, or with nothing in it that there is, the usual columns. */
export function readColumns(
  definition: ObjectDefinition,
  text: string | undefined,
  usual: readonly string[],
): GridColumn[] {
  const chosen = parseColumns(definition, text ?? '');
  return chosen.length > 0 ? chosen : parseColumns(definition, usual.join());
}

export function parseColumns({ allFields }: ObjectDefinition, text: string): GridColumn[] {
  const seen = new Set<string>();
  return text
    .split(',')
    .slice(0, MOST_COLUMNS)
    .flatMap((part) => {
      const [name = '', size = ''] = part.split(':');
      const field = Object.hasOwn(allFields, name) && !seen.has(name) ? allFields[name] : undefined;
      seen.add(name);
      const width = /^\d{1,4}$/.test(size) ? fitWidth(Number(size)) : undefined;
      return field ? [{ name, field, ...(width !== undefined && { width }) }] : [];
    });
}

/** The columns as an address holds them; undefined where they are the usual ones. */
export function writeColumns(columns: readonly GridColumn[], usual: readonly string[]): string | undefined {
  const text = columns.map(({ name, width }) => (width === undefined ? name : `${name}:${width}`)).join();
  return text === usual.join() ? undefined : text;
}

export function fitWidth(width: number): number {
  return Math.round(Math.max(narrowest, Math.min(widest, width)));
}

export function widthOf({ width, field, name }: GridColumn, title: string): number {
  return width ?? (name === title ? 240 : (usualWidths[field.kind] ?? 170));
}

/** What `grid-template-columns` takes: boxes, the columns, and what rows end with. */
export function gridTemplate(
  columns: readonly GridColumn[],
  { title, boxes, actions }: { title: string; boxes: boolean; actions: boolean },
): { template: string; width: number } {
  // What nobody has given a width gets a little less where there is little room.
  const sizes = columns.map((column) => {
    const usual = widthOf(column, title);
    const least = FIRM.includes(column.field.kind) ? usual : Math.round(usual * LEAST);
    return { column, usual, size: column.width ?? least };
  });
  const tracks = sizes.map(({ column, usual, size }) =>
    column.width === undefined ? `minmax(${size}px, ${usual}fr)` : `${size}px`,
  );
  const all = [...(boxes ? ['44px'] : []), ...tracks, ...(actions ? ['64px'] : [])];
  // With a width of its own for every column, something has to take what is left.
  if (columns.every(({ width }) => width !== undefined)) all.push('minmax(0, 1fr)');
  return {
    template: all.join(' '),
    width: sizes.reduce((sum, { size }) => sum + size, (boxes ? 44 : 0) + (actions ? 64 : 0)),
  };
}

/** The columns with one of them moved to another's place. */
export function moveColumn(columns: readonly GridColumn[], name: string, to: number): GridColumn[] {
  const from = columns.findIndex((column) => column.name === name);
  const moved = columns[from];
  if (!moved || to < 0 || to >= columns.length) return [...columns];
  return columns.toSpliced(from, 1).toSpliced(to, 0, moved);
}

export function resizeColumn(columns: readonly GridColumn[], name: string, width: number): GridColumn[] {
  return columns.map((column) => (column.name === name ? { ...column, width: fitWidth(width) } : column));
}
