import { queryOptions } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import type { Organization } from '#shared/api/organization.ts';
import { call } from './client.ts';

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: async ({ signal }) => (await call<Success<Organization>>('/api/v1/organization', { signal })).data,
});

export async function changeOrganization(body: { name: string }): Promise<Organization> {
  return (await call<Success<Organization>>('/api/v1/organization', { method: 'PATCH', body })).data;
}
