import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { dataOf } from '#shared/api/answers.ts';
import { anId, aText, listOf, named, shape } from '#shared/api/json-schema.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { findDuplicates } from './find-duplicates.ts';
import { isComparable } from './likeness.ts';

const duplicate = named('Duplicate', shape({ id: anId, title: aText, subtitle: aText, reasons: listOf(aText) }));

/** Records that may be the one that is about to be made, for every object whose records are told apart by more than their title. */
export const duplicateRoutes: HttpRoute[] = objectList.filter(isComparable).map(
  ({ name, path, label }): HttpRoute => ({
    route: defineRoute({
      method: 'GET',
      path: `/api/v1/${path}/duplicates`,
      object: name,
      needs: 'read',
      summary: `Find ${label[1].toLowerCase()} that may be the same as one with these values`,
      answer: dataOf(listOf(duplicate)),
      rate: 'search',
      query: ['like', 'except'],
    }),
    handler: (ctx: Ctx, input: Input) => findDuplicates(ctx, input, name),
  }),
);
