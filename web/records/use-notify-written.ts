import type { OnConflict, Undone } from '#web/api/history.ts';
import { conflictsOf, useUndoChangeSet } from '#web/api/undo.ts';
import { notifyChoice, notifyDone, notifyError } from '#web/ui/notify.tsx';

/** Says that something was written, and offers to take its change set back. */
export function useNotifyWritten() {
  const { mutateAsync } = useUndoChangeSet();
  async function undo(id: number, onConflict: OnConflict = 'fail') {
    try {
      notifyDone(undoneText(await mutateAsync({ id, onConflict })));
    } catch (error) {
      const conflicts = conflictsOf(error);
      if (conflicts === 0) return notifyError('This could not be undone', error as Error);
      notifyChoice('Changed again since', conflictText(conflicts), [
        { label: 'Undo the others only', run: () => void undo(id, 'skip') },
        { label: 'Undo all', run: () => void undo(id, 'force') },
      ]);
    }
  }
  return (message: string, changeSetId: number | null) =>
    notifyDone(message, changeSetId === null ? undefined : () => void undo(changeSetId));
}

export function undoneText({ restored, skipped }: Undone): string {
  const left = skipped.length > 0 ? `, ${skipped.length} left as they are` : '';
  return restored === 1 ? `Undone${left}` : `${restored} changes undone${left}`;
}

export function conflictText(conflicts: number): string {
  const who = conflicts === 1 ? 'A record has' : `${conflicts} records have`;
  return `${who} been changed after this. Undoing would overwrite the later change.`;
}
