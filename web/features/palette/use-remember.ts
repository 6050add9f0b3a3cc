import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { recordQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { useSession } from '#web/records/use-object.ts';
import { rememberRecent } from './recent.ts';

/** Keeps a record whose page is open among those that the palette offers first. */
export function useRemember(object: ObjectName, id: number): void {
  const session = useSession();
  const { data } = useQuery(recordQuery(object, id));
  const title = data && String((data as AnyRecord)[objects[object].title] ?? '');
  useEffect(() => {
    if (title) rememberRecent(session, { object, id, title });
  }, [session, object, id, title]);
}
