import { useEffect, useSyncExternalStore } from 'react';
import type { Doing } from '#shared/api/presence.ts';
import type { ObjectName } from '#shared/objects/registry.ts';

/** What is being done with a record in this tab. */
export interface Work {
  object: ObjectName;
  id: number;
  doing: Exclude<Doing, 'looking'>;
  field?: string | undefined;
}

/** Fields, forms and boxes that are open in this tab, the latest last. */
let works: readonly Work[] = [];
const listeners = new Set<() => void>();

function setWorks(next: readonly Work[]): void {
  works = next;
  for (const listener of listeners) listener();
}

/** Says, as long as it stands on the page, that a record is being edited or written about; null: not now. */
export function useWorkOn(work: Work | null): void {
  const { object, id, doing, field } = work ?? {};
  useEffect(() => {
    if (!object || !id || !doing) return;
    const own: Work = { object, id, doing, field };
    setWorks([...works, own]);
    return () => setWorks(works.filter((one) => one !== own));
  }, [object, id, doing, field]);
}

/** What is being done with a record in this tab, the latest where it is several things; undefined: it is looked at. */
export function useWork(object: ObjectName, id: number): Work | undefined {
  return useSyncExternalStore(subscribe, () => works.findLast((one) => one.object === object && one.id === id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
