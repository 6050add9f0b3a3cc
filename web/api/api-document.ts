import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { AnyRecord } from './records.ts';

/** The description of the API; who reads it knows its shape. */
export function apiDocumentQuery<T>() {
  return queryOptions({
    queryKey: ['api-document'],
    queryFn: ({ signal }) => call<T>('/api/v1/openapi.json', { signal }),
  });
}

/** The id of the record of an object that a list would show first; null when there is none to be seen. */
export function firstIdQuery(object: string) {
  return queryOptions({
    queryKey: [object, 'first id'],
    queryFn: async ({ signal }) => {
      const list = `/api/v1/${object.replaceAll('_', '-')}?limit=1&fields=id`;
      return (await call<{ data: AnyRecord[] }>(list, { signal })).data[0]?.id ?? null;
    },
  });
}
