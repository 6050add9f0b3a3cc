import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';
import { useSession } from './use-object.ts';

/** A draft that is kept while somebody types; `found` is what an earlier visit has left. */
export function useDraft<T>(name: string) {
  const { user } = useSession();
  const [found] = useState(() => readDraft<T>(user.id, name));
  return {
    found,
    keep: (values: T) => keepDraft(user.id, name, values),
    drop: () => dropDraft(user.id, name),
  };
}
