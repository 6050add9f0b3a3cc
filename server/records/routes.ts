import type { Input, SignedInRoute } from '#server/platform/http/types.ts';
import { dataOf, messageAnswer, pageOf } from '#shared/api/answers.ts';
import { aCount, anything, aText, listOf, mapOf } from '#shared/api/json-schema.ts';
import { changeRef, inputRef, recordRef } from '#shared/api/record-schemas.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { defineRoute } from '#shared/route.ts';
import { batchBody, batchResult } from './batch-shapes.ts';
import { bulkCall } from './bulk.ts';
import { bulkBody, bulkResult } from './bulk-query.ts';
import {
  asItIs,
  batchCall,
  createCall,
  getCall,
  groupsCall,
  listCall,
  type Mount,
  removeCall,
  restoreCall,
  updateCall,
} from './calls.ts';
import { exportCall } from './export.ts';
import { exportParameters } from './export-query.ts';
import { groupParameters, listParameters } from './list-query.ts';

/** A thousand operations of 8 KiB. */
const BATCH_BODY = 8_388_608;

/** Matches that are counted where no rollup knows their number: more are many. */
const MOST_COUNTED = 10_000;

/** `/api/v1/<object>` and `/api/v1/<object>/<id>`. */
export function recordRoutes(object: ObjectDefinition): SignedInRoute[] {
  if (!object.routes) return [];
  const path = `/api/v1/${object.path}`;
  const mount: Mount = { objectName: object.name, toJson: asItIs, list: { countUpTo: MOST_COUNTED }, hasCursors: true };
  return [...readRoutes(object, { path, mount }), ...writeRoutes(object, { path, mount })];
}

interface Place {
  path: string;
  mount: Mount;
}

function readRoutes(object: ObjectDefinition, { path, mount }: Place): SignedInRoute[] {
  const { name, label, customFields } = object;
  const about = { object: name, needs: 'read', method: 'GET' } as const;
  return [
    {
      route: defineRoute({
        ...about,
        path,
        summary: `List ${label[1].toLowerCase()}`,
        answer: pageOf(recordRef(object)),
        rate: listRate,
        query: listParameters(object),
        customFields,
      }),
      handler: (ctx, input) => listCall(ctx, input, mount),
    },
    {
      route: defineRoute({
        ...about,
        path: `${path}/groups`,
        summary: `Count ${label[1].toLowerCase()} by the values of a field`,
        answer: dataOf(listOf({ ...mapOf(anything), required: ['count'], properties: { count: aCount } })),
        rate: 'search',
        query: groupParameters(object),
        customFields,
      }),
      handler: (ctx, input) => groupsCall(ctx, input, mount),
    },
    {
      route: defineRoute({
        ...about,
        needs: 'export',
        path: `${path}/export`,
        summary: `Export ${label[1].toLowerCase()} as a file`,
        answer: aText,
        answerType: 'text/csv',
        rate: 'export',
        query: exportParameters(object),
        customFields,
      }),
      handler: (ctx, input) => exportCall(ctx, input, mount.objectName),
    },
    {
      route: defineRoute({
        ...about,
        path: `${path}/:id`,
        summary: `Read ${aLabel(object)}`,
        answer: dataOf(recordRef(object)),
        rate: 'read',
        query: ['include'],
      }),
      handler: (ctx, input) => getCall(ctx, input, { ...mount, id: pathId(input) }),
    },
  ];
}

function writeRoutes(object: ObjectDefinition, { path, mount }: Place): SignedInRoute[] {
  const { name, label } = object;
  const about = { object: name, rate: 'write', keyed: true } as const;
  return [
    {
      route: defineRoute({
        ...about,
        method: 'POST',
        path,
        needs: 'create',
        summary: `Create ${aLabel(object)}`,
        body: inputRef(object),
        answer: dataOf(recordRef(object)),
        status: 201,
      }),
      handler: (ctx, input) => createCall(ctx, input, { ...mount, location: path }),
    },
    {
      route: defineRoute({
        ...about,
        method: 'PATCH',
        path: `${path}/:id`,
        needs: 'update',
        summary: `Change ${aLabel(object)}`,
        body: changeRef(object),
        answer: dataOf(recordRef(object)),
        versioned: true,
      }),
      handler: (ctx, input) => updateCall(ctx, input, { ...mount, id: pathId(input) }),
    },
    {
      route: defineRoute({
        ...about,
        method: 'POST',
        path: `${path}/batch`,
        summary: `Write many ${label[1].toLowerCase()} at once`,
        body: batchBody(object),
        answer: dataOf(batchResult(object)),
        bodyLimit: BATCH_BODY,
      }),
      handler: (ctx, input) => batchCall(ctx, input, mount),
    },
    {
      route: defineRoute({
        ...about,
        method: 'POST',
        path: `${path}/bulk`,
        summary: `Change or delete all ${label[1].toLowerCase()} that match`,
        body: bulkBody(object),
        answer: dataOf(bulkResult),
      }),
      handler: (ctx, input) => bulkCall(ctx, input, mount.objectName),
    },
    ...(object.removable ? trashRoutes(object, { path, mount }) : []),
  ];
}

function trashRoutes(object: ObjectDefinition, { path, mount }: Place): SignedInRoute[] {
  const about = { object: object.name, needs: 'delete', rate: 'write', keyed: true } as const;
  return [
    {
      route: defineRoute({
        ...about,
        method: 'POST',
        path: `${path}/:id/restore`,
        summary: `Bring ${aLabel(object)} back from the trash`,
        answer: dataOf(recordRef(object)),
      }),
      handler: (ctx, input) => restoreCall(ctx, input, { ...mount, id: pathId(input) }),
    },
    {
      route: defineRoute({
        ...about,
        method: 'DELETE',
        path: `${path}/:id`,
        summary: `Delete ${aLabel(object)}`,
        answer: messageAnswer,
        query: removeParameters(object),
        versioned: true,
      }),
      handler: (ctx, input) => removeCall(ctx, input, { ...mount, id: pathId(input) }),
    },
  ];
}

/** `an opportunity`. */
export function aLabel({ label: [one] }: ObjectDefinition): string {
  return `${/^[aeio]/i.test(one) ? 'an' : 'a'} ${one.toLowerCase()}`;
}

function removeParameters({ replaceable }: ObjectDefinition): string[] {
  return replaceable ? ['purge', 'replacement'] : ['purge'];
}

/** Searches cost more than other lists and have a budget of their own. */
export function listRate(query: Readonly<Record<string, unknown>>): 'search' | 'read' {
  return query.search ? 'search' : 'read';
}

/** What cannot be an id names no record. */
function pathId(input: Input): number {
  const id = readInteger(input.params.id);
  if (id === null || id < 1) throw appError('not_found');
  return id;
}
