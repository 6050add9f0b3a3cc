import { queryOptions } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import type { FieldKind, Option } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { call, type Written, write } from './client.ts';

/** What `/api/v1/fields` says about a field. */
export interface FieldDescription {
  /** Object and key: `leads.status`. */
  id: string;
  object: ObjectName;
  key: string;
  kind: FieldKind;
  label: string;
  help: string | null;
  required: boolean;
  unique: boolean;
  searched: boolean;
  multiline: boolean;
  options: Option[];
  target: string | null;
  custom: boolean;
  read_only: boolean;
  indexed: boolean;
  position: number | null;
}

/** The fields of an object in their order; with `trash`, those that were deleted. */
export function fieldsQuery(object: ObjectName, trash = false) {
  return queryOptions({
    queryKey: ['fields', object, trash],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/fields?object=${object}${trash ? '&trash=true' : ''}`;
      return (await call<Success<FieldDescription[]>>(path, { signal })).data;
    },
  });
}

export function addField(body: object): Promise<Written<FieldDescription>> {
  return write('/api/v1/fields', { method: 'POST', body });
}

export function changeField(id: string, body: object): Promise<Written<FieldDescription>> {
  return write(`/api/v1/fields/${id}`, { method: 'PATCH', body });
}

/** An added field goes to the trash, one of the product becomes what it was. */
export function removeField(id: string): Promise<Written<undefined>> {
  return write(`/api/v1/fields/${id}`, { method: 'DELETE' });
}

export function restoreField(id: string): Promise<Written<undefined>> {
  return write(`/api/v1/fields/${id}/restore`, { method: 'POST' });
}

/** Deletes a field of the trash and every value of it. */
export function purgeField(id: string): Promise<Written<undefined>> {
  return write(`/api/v1/fields/${id}?purge=true`, { method: 'DELETE' });
}
