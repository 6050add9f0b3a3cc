import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { aLabel } from '#server/records/routes.ts';
import { dataOf, messageAnswer } from '#shared/api/answers.ts';
import { anId, aText, fieldsOf, idOf, listOf, named, oneOf, shape } from '#shared/api/json-schema.ts';
import { recordRef } from '#shared/api/record-schemas.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList, objects } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { explainAccess } from './explain.ts';
import { addShare, listShares, type RecordName, removeShare } from './shares.ts';

const accessOfPerson = named(
  'PersonAccess',
  shape({ user_id: anId, name: aText, role: aText, read: listOf(aText), change: listOf(aText) }),
);

const shareBody = fieldsOf(
  {},
  { user_id: idOf('users'), team_id: idOf('teams'), access: { ...oneOf(['read', 'write']), default: 'read' } },
);

/** Who sees a record, and sharing it, for every object whose records have an owner. */
export const accessRoutes: HttpRoute[] = objectList
  .filter((object) => object.routes && Object.hasOwn(object.fields, 'owner_id'))
  .flatMap(routesOf);

function routesOf(object: ObjectDefinition): HttpRoute[] {
  const path = `/api/v1/${object.path}/:id`;
  const about = { object: object.name, needs: 'read' } as const;
  const on = (call: (ctx: Ctx, input: Input, record: RecordName) => Promise<Reply>) => (ctx: Ctx, input: Input) =>
    call(ctx, input, { objectName: object.name, id: pathId(input.params.id) });
  return [
    {
      route: defineRoute({
        ...about,
        method: 'GET',
        path: `${path}/access`,
        summary: `Who can see and change ${aLabel(object)}, and why`,
        answer: dataOf(listOf(accessOfPerson)),
        rate: 'search',
      }),
      handler: on(explainAccess),
    },
    {
      route: defineRoute({
        ...about,
        method: 'GET',
        path: `${path}/shares`,
        summary: `With whom ${aLabel(object)} is shared`,
        answer: dataOf(listOf(recordRef(objects.shares))),
        rate: 'read',
      }),
      handler: on(listShares),
    },
    ...shareRoutes(object, path),
  ];
}

function shareRoutes(object: ObjectDefinition, path: string): HttpRoute[] {
  const about = { object: object.name, needs: 'update', rate: 'write', keyed: true } as const;
  return [
    {
      route: defineRoute({
        ...about,
        method: 'POST',
        path: `${path}/shares`,
        summary: `Share ${aLabel(object)} with one person or one team`,
        body: shareBody,
        answer: dataOf(recordRef(objects.shares)),
        status: 201,
      }),
      handler: (ctx: Ctx, input: Input) =>
        addShare(ctx, input, { objectName: object.name, id: pathId(input.params.id) }),
    },
    {
      route: defineRoute({
        ...about,
        method: 'DELETE',
        path: `${path}/shares/:share`,
        summary: 'Take a share back',
        answer: messageAnswer,
      }),
      handler: (ctx: Ctx, input: Input) =>
        removeShare(ctx, input, {
          objectName: object.name,
          id: pathId(input.params.id),
          shareId: pathId(input.params.share),
        }),
    },
  ];
}

/** What cannot be an id names no record. */
function pathId(given: string | undefined): number {
  const id = readInteger(given);
  if (id === null || id < 1) throw appError('not_found');
  return id;
}
