import type { HttpRoute, SignedInRoute } from '#server/platform/http/types.ts';
import { recordRoutes } from '#server/records/routes.ts';
import { dataOf } from '#shared/api/answers.ts';
import { fieldsOf } from '#shared/api/json-schema.ts';
import { recordRef } from '#shared/api/record-schemas.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { attachments } from '#shared/objects/attachments.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { addAttachment } from './add-attachment.ts';
import { readContent } from './read-content.ts';

const path = '/api/v1/attachments';

/** Files are records like others, but that each is made by sending its bytes to the record that it belongs to. */
export const attachmentRoutes: HttpRoute[] = [
  ...attachments.partOf.map(uploadRoute),
  ...recordRoutes({ ...(attachments as unknown as ObjectDefinition), routes: true }).filter(
    ({ route }) => !isMaking(route),
  ),
  {
    route: defineRoute({
      method: 'GET',
      path: `${path}/:id/content`,
      object: 'attachments',
      needs: 'read',
      summary: 'Download a file',
      answer: { type: 'string', contentEncoding: 'binary' },
      answerType: '*/*',
      rate: 'read',
    }),
    handler: readContent,
  },
];

function isMaking(route: { method: string; path: string }): boolean {
  return route.method === 'POST' && (route.path === path || route.path === `${path}/batch`);
}

function uploadRoute(field: string): SignedInRoute {
  const target = objectList.find((one) => one.name === attachments.fields[field as 'lead_id'].target);
  if (!target) throw new Error(`attachments.${field} names no object`);
  return {
    route: defineRoute({
      method: 'POST',
      path: `/api/v1/${target.path}/:id/attachments`,
      object: 'attachments',
      needs: 'create',
      summary: `Add a file to one of ${target.label[1].toLowerCase()}`,
      body: fieldsOf({ file: { type: 'string', contentMediaType: 'application/octet-stream' } }),
      bodyType: 'multipart/form-data',
      answer: dataOf(recordRef(attachments)),
      status: 201,
      rate: 'write',
      keyed: true,
    }),
    handler: (ctx, input) => addAttachment(ctx, input, { field, objectName: target.name, id: pathId(input.params.id) }),
  };
}

/** What cannot be an id names no record. */
function pathId(given: string | undefined): number {
  const id = readInteger(given);
  if (id === null || id < 1) throw appError('not_found');
  return id;
}
