import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isOwnChangeSet } from '#web/api/client.ts';
import { presenceKey } from '#web/api/presence.ts';
import { isTouched } from './is-touched.ts';
import { listenLive } from './shared-stream.ts';

/** Reads anew what others have changed, as it happens; what is on screen stays until the new is there. */
export function LiveUpdates() {
  const queries = useQueryClient();
  useEffect(
    () =>
      listenLive((message) => {
        if (message.event === 'changes') {
          const changes = message.changes.filter((change) => !isOwnChangeSet(change.change_set_id));
          if (changes.length === 0) return;
          void queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, changes) });
        } else if (message.event === 'presence') {
          for (const { object, record_id } of message.records) {
            void queries.invalidateQueries({ queryKey: presenceKey(object, record_id) });
          }
        } else {
          // Too much to tell, or the end of the session, which the next call finds out.
          void queries.invalidateQueries();
        }
      }),
    [queries],
  );
  return null;
}
