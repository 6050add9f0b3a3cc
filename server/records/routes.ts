import type { Input, SignedInRoute } from '#server/platform/http/types.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { defineRoute } from '#shared/route.ts';
import {
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
import { groupParameters, listParameters } from './list-query.ts';

/** A thousand operations of 8 KiB. */
const BATCH_BODY = 8_388_608;

/** `/api/v1/<object>` and `/api/v1/<object>/<id>`. */
export function recordRoutes(object: ObjectDefinition): SignedInRoute[] {
  if (!object.routes) return [];
  const path = `/api/v1/${object.path}`;
  const mount: Mount = { objectName: object.name, toJson: (record) => record };
  const { customFields } = object;
  const routes: SignedInRoute[] = [
    {
      route: defineRoute({ method: 'GET', path, rate: listRate, query: listParameters(object), customFields }),
      handler: (ctx, input) => listCall(ctx, input, mount),
    },
    {
      route: defineRoute({ method: 'POST', path, rate: 'write' }),
      handler: (ctx, input) => createCall(ctx, input, { ...mount, location: path }),
    },
    {
      route: defineRoute({
        method: 'GET',
        path: `${path}/groups`,
        rate: 'search',
        query: groupParameters(object),
        customFields,
      }),
      handler: (ctx, input) => groupsCall(ctx, input, mount),
    },
    {
      route: defineRoute({ method: 'GET', path: `${path}/:id`, rate: 'read', query: ['include'] }),
      handler: (ctx, input) => getCall(ctx, input, { ...mount, id: pathId(input) }),
    },
    {
      route: defineRoute({ method: 'PATCH', path: `${path}/:id`, rate: 'write' }),
      handler: (ctx, input) => updateCall(ctx, input, { ...mount, id: pathId(input) }),
    },
  ];
  routes.push({
    route: defineRoute({ method: 'POST', path: `${path}/batch`, rate: 'write', bodyLimit: BATCH_BODY }),
    handler: (ctx, input) => batchCall(ctx, input, mount),
  });
  if (object.removable) {
    routes.push({
      route: defineRoute({ method: 'POST', path: `${path}/:id/restore`, rate: 'write' }),
      handler: (ctx, input) => restoreCall(ctx, input, { ...mount, id: pathId(input) }),
    });
    routes.push({
      route: defineRoute({ method: 'DELETE', path: `${path}/:id`, rate: 'write', query: ['purge'] }),
      handler: (ctx, input) => removeCall(ctx, input, { ...mount, id: pathId(input) }),
    });
  }
  return routes;
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
