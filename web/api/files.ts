import { queryOptions } from '@tanstack/react-query';
import type { Attachment } from '#shared/objects/attachments.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { sendForm } from './client.ts';
import { listRecords } from './records.ts';

/** The field by which files name a record of an object; undefined where its records have no files. */
export function fileField(object: ObjectName): string | undefined {
  return Object.entries(objects.attachments.fields).find(
    ([, field]) => field.kind === 'relation' && field.target === object && field.target !== 'users',
  )?.[0];
}

/** The files of a record, newest first. */
export function filesQuery(field: string, id: number) {
  return queryOptions({
    queryKey: ['attachments', 'of', field, id],
    queryFn: async ({ signal }) => (await listRecords('attachments', { [field]: id, limit: 100 }, signal)).data,
  });
}

/** Sends a file to a record; `onProgress` hears how much of it has left, 0 to 1. */
export function uploadFile(
  object: ObjectName,
  id: number,
  { file, onProgress }: { file: File; onProgress: (part: number) => void },
): Promise<{ data: Attachment }> {
  const body = new FormData();
  body.append('file', file);
  return sendForm(`/api/v1/${objects[object].path}/${id}/attachments`, { body, onProgress });
}

export function contentPath(id: number): string {
  return `/api/v1/attachments/${id}/content`;
}
