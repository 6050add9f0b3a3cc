import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { CompiledObject } from './compile-object.ts';
import { type ListQuery, listParameters, type QueryReading, readListQuery } from './list-query.ts';

/** One column of an export: a field, or by the name of a relation without `_id` the title of the record it leads to. */
export interface ExportColumn {
  name: string;
  label: string;
  /** The object whose title stands here. */
  titleOf?: CompiledObject;
}

export interface ExportQuery {
  list: ListQuery;
  columns: ExportColumn[];
  headers: 'keys' | 'labels';
  bom: boolean;
}

const OF_PAGES = ['page', 'limit', 'cursor', 'total', 'include'];

/** The query parameters of an object's export: those of its list, without pages. */
export function exportParameters(object: ObjectDefinition): string[] {
  return [...listParameters(object).filter((name) => !OF_PAGES.includes(name)), 'format', 'headers', 'bom'];
}

/** Reads what is to be exported; refuses it with every wrong parameter named. */
export function readExportQuery(
  reading: QueryReading,
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
): ExportQuery {
  const { fields, format = 'csv', headers = 'keys', bom = 'false', ...list } = query;
  const errors: FieldErrors = {};
  const columns = readColumns(object, fields, errors);
  if (format !== 'csv') errors.format = 'Format must be csv';
  if (headers !== 'keys' && headers !== 'labels') errors.headers = 'Headers must be keys or labels';
  if (bom !== 'true' && bom !== 'false') errors.bom = 'Bom must be true or false';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return {
    list: readListQuery(reading, object, list),
    columns,
    headers: headers === 'labels' ? 'labels' : 'keys',
    bom: bom === 'true',
  };
}

function readColumns(object: CompiledObject, given: string | undefined, errors: FieldErrors): ExportColumn[] {
  if (given === undefined) return Object.keys(object.allFields).map((name) => columnOf(object, name) as ExportColumn);
  const names = [...new Set(given.split(',').map((name) => name.trim()))];
  const columns = names.map((name) => columnOf(object, name));
  if (columns.includes(null)) {
    errors.fields = `Fields takes ${[...Object.keys(object.allFields), ...includeNames(object.fields).keys()].join(', ')}`;
  }
  return columns.filter((column) => column !== null);
}

function columnOf(object: CompiledObject, name: string): ExportColumn | null {
  const field = Object.hasOwn(object.allFields, name) ? object.allFields[name] : undefined;
  if (field) return { name, label: field.label };
  const relation = includeNames(object.fields).has(name) ? object.fields[`${name}_id`] : undefined;
  const titleOf = object.objects.get(relation?.target ?? '');
  return relation && titleOf ? { name, label: relation.label, titleOf } : null;
}
