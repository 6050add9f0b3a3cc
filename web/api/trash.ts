import type { Success } from '#shared/api/envelope.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { call } from './client.ts';

interface Purged {
  purged: number;
  /** There is more: the next call goes on. */
  remaining: boolean;
}

/** Deletes for good whatever of an object is in the trash; answers how many records that were. */
export async function emptyTrash(object: ObjectName): Promise<number> {
  let total = 0;
  for (;;) {
    const { data } = await call<Success<Purged>>(`/api/v1/${objects[object].path}/trash`, { method: 'DELETE' });
    total += data.purged;
    if (!data.remaining) return total;
  }
}
