import { join, name, raw, type Sql } from '#server/platform/db/sql.ts';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { Permission } from '#shared/permissions.ts';
import { selectedSql } from './column-sql.ts';

/** A record type as one role of one tenant sees it, with the SQL that does not change between requests. */
export interface CompiledObject extends ObjectDefinition {
  table: Sql;
  /** The columns of an answer, in its order. */
  columns: Sql;
  /** The same columns as rows hold them, which writes work with: tags are ids there and names in answers. */
  rowColumns: Sql;
  /** The JSON list of an answer, of records as `row_to_json` wrote them. */
  answerJson(records: readonly string[]): string;
  searchFields: readonly string[];
  moneyFields: readonly string[];
  /** The money fields that rollups add up: those of the product. */
  measures: readonly string[];
  phoneFields: readonly string[];
  tagFields: readonly string[];
  /** Fields that the tenant added of which no two records may have the same value. */
  uniqueCustom: readonly string[];
  /** What the role may do, and with whose records. */
  permission: Permission;
  /** The object with every field, which writes are made from; the same object where the role sees all. */
  whole: CompiledObject;
  /** Every record type as the same role sees it. */
  objects: CompiledObjects;
}

export type CompiledObjects = ReadonlyMap<string, CompiledObject>;

/** Compiles a definition; `objects` is the map that it will stand in, `whole` left out means that this is the whole one. */
export function compileObject(
  object: ObjectDefinition,
  { permission, objects, whole }: { permission: Permission; objects: CompiledObjects; whole?: CompiledObject },
): CompiledObject {
  const fields = Object.entries(object.fields);
  const compiled: Omit<CompiledObject, 'whole'> & { whole?: CompiledObject } = {
    ...object,
    table: name(object.name),
    columns: columnsOf(object, name(object.name)),
    rowColumns: columnsOf(object),
    answerJson: answerJson(object),
    searchFields: fields.filter(([, field]) => field.search).map(([key]) => key),
    moneyFields: fields.filter(([, field]) => field.kind === 'money').map(([key]) => key),
    measures: fields
      .filter(([, field]) => field.kind === 'money' && !field.custom && !field.summedAs)
      .map(([key]) => key),
    phoneFields: fields.filter(([, field]) => field.kind === 'phone' || field.of === 'phone').map(([key]) => key),
    tagFields: fields.filter(([, field]) => field.kind === 'tags').map(([key]) => key),
    uniqueCustom: fields.filter(([, field]) => field.custom && field.unique).map(([key]) => key),
    permission,
    objects,
  };
  return Object.assign(compiled, { whole: whole ?? (compiled as CompiledObject) });
}

/** One text: a statement that holds each column's own would be put together anew for every request. */
function columnsOf({ allFields }: ObjectDefinition, table?: Sql): Sql {
  return raw(join(Object.entries(allFields).map(([key, field]) => selectedSql(key, field, table))).sql);
}

/**
 * PostgreSQL writes times as `2026-01-31T09:30:00.5+00:00`, answers end them with `Z`. Quotes inside of values are escaped, so that
 * `"created_at":"` is never part of one.
 */
function answerJson({ allFields }: ObjectDefinition): (records: readonly string[]) => string {
  const times = Object.keys(allFields).filter((key) => allFields[key]?.kind === 'datetime' && !allFields[key]?.custom);
  const zones = new RegExp(`("(?:${times.join('|')})":"[^"]*)\\+00:00"`, 'g');
  return (records) => `[${records.join().replaceAll(zones, '$1Z"')}]`;
}

/** What a role may not see or change of an object's fields. */
export type FieldRights = Readonly<Record<string, 'hidden' | 'read'>>;

/** An object without the fields that are hidden from a role, and with those that it may only read marked. */
export function restrictFields(object: ObjectDefinition, rights: FieldRights): ObjectDefinition {
  const rightTo = (name: string | undefined) => rights[name ?? ''];
  const restrict = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([name, field]) => ![name, field.derivedFrom, field.primary].some((one) => rightTo(one) === 'hidden'))
        .map(([name, field]): [string, Field] => [
          name,
          [name, field.primary].some((one) => rightTo(one) === 'read')
            ? { ...field, readOnly: true, restricted: true }
            : field,
        ]),
    );
  const fields = restrict(object.fields);
  const isSeen = (name: string) => Object.hasOwn(fields, name);
  return {
    ...object,
    fields,
    allFields: restrict(object.allFields),
    rollups: object.rollups.filter((dims) => dims.every(isSeen)),
    subtitle: object.subtitle.filter(isSeen),
    requireOneOf: object.requireOneOf.filter((group) => group.of.every(isSeen)),
    list: { columns: object.list.columns.filter(isSeen) },
  };
}
