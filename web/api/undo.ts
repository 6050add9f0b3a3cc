import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';
import { type OnConflict, undoChangeSet } from './history.ts';

/** Takes a change set back, and reads anew whatever is on screen. */
export function useUndoChangeSet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, onConflict = 'fail' }: { id: number; onConflict?: OnConflict }) => undoChangeSet(id, onConflict),
    onSuccess: () => void queries.invalidateQueries(),
  });
}

/** How many records stand in the way of an undo, because they were changed since; 0 when it failed for another reason. */
export function conflictsOf(error: unknown): number {
  if (!(error instanceof ApiError) || error.status !== 409) return 0;
  const { conflicts } = (error.data ?? {}) as { conflicts?: unknown };
  return Array.isArray(conflicts) ? conflicts.length : 0;
}
