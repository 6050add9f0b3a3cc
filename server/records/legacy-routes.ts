import type { Input, SignedInRoute } from '#server/platform/http/types.ts';
import { dataOf, legacyPageOf, messageAnswer } from '#shared/api/answers.ts';
import type { JsonSchema } from '#shared/api/json-schema.ts';
import { changeRef, inputRef, legacyRecordRef } from '#shared/api/record-schemas.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { defineRoute } from '#shared/route.ts';
import { createCall, getCall, listCall, type Mount, removeCall, updateCall } from './calls.ts';
import { documentedParameters } from './list-query.ts';
import type { AnyRecord } from './record.ts';
import { aLabel, listRate } from './routes.ts';

/** `/api/<object>.php` of the published documentation: the same calls, a record named by `?id=`, times without a zone. */
export function legacyRoutes(object: ObjectDefinition): SignedInRoute[] {
  const path = `/api/${object.name}.php`;
  const mount: Mount = {
    objectName: object.name,
    toJson: legacyTimes(object),
    list: { withTotal: true },
    hasCursors: false,
  };
  const record = dataOf(legacyRecordRef(object));
  const shared = { path, object: object.name, form: true, lenientQuery: true } as const;
  return [
    {
      route: defineRoute({
        ...shared,
        method: 'GET',
        needs: 'read',
        summary: `List ${object.label[1].toLowerCase()}, or read one by its id (${object.name}.php)`,
        answer: { anyOf: [record, legacyPageOf(legacyRecordRef(object))] },
        rate: listRate,
        query: ['id', ...documentedParameters(object)],
      }),
      handler: (ctx, input) =>
        input.query.id === undefined
          ? listCall(ctx, input, mount)
          : getCall(ctx, input, { ...mount, id: queryId(input) }),
    },
    ...legacyWrites(object, { shared, mount, record }),
  ];
}

interface Legacy {
  shared: { path: string; object: string; form: true; lenientQuery: true };
  mount: Mount;
  record: JsonSchema;
}

function legacyWrites(object: ObjectDefinition, { shared, mount, record }: Legacy): SignedInRoute[] {
  const writes = { ...shared, rate: 'write', keyed: true } as const;
  const byId = { ...writes, query: ['id'], versioned: true } as const;
  return [
    {
      route: defineRoute({
        ...writes,
        method: 'POST',
        needs: 'create',
        summary: `Create ${aLabel(object)} (${object.name}.php)`,
        body: inputRef(object),
        answer: record,
        status: 201,
      }),
      handler: (ctx, input) => createCall(ctx, input, mount),
    },
    {
      route: defineRoute({
        ...byId,
        method: 'PATCH',
        needs: 'update',
        summary: `Change ${aLabel(object)} (${object.name}.php)`,
        body: changeRef(object),
        answer: record,
      }),
      handler: (ctx, input) => updateCall(ctx, input, { ...mount, id: queryId(input) }),
    },
    {
      route: defineRoute({
        ...byId,
        method: 'DELETE',
        needs: 'delete',
        summary: `Delete ${aLabel(object)} (${object.name}.php)`,
        answer: messageAnswer,
      }),
      handler: (ctx, input) => removeCall(ctx, input, { ...mount, id: queryId(input) }),
    },
  ];
}

function queryId(input: Input): number {
  const given = input.query.id?.trim() ?? '';
  if (!/^\d{1,40}$/.test(given) || /^0+$/.test(given)) {
    throw invalid({ id: 'Id must be a positive integer: name the record as ?id=1' });
  }
  const id = Number(given);
  if (!Number.isSafeInteger(id)) throw appError('not_found');
  return id;
}

/** `2026-01-31T09:30:00.5Z` to `2026-01-31 09:30:00`. */
function legacyTimes(object: ObjectDefinition): (record: AnyRecord) => unknown {
  const names = Object.keys(object.allFields).filter((name) => object.allFields[name]?.kind === 'datetime');
  return (record) => {
    const converted: Record<string, unknown> = { ...record };
    for (const name of names) {
      const value = record[name];
      if (typeof value === 'string') converted[name] = value.slice(0, 19).replace('T', ' ');
    }
    return converted;
  };
}
