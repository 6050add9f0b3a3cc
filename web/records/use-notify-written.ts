import type { OnConflict, Undone } from '#web/api/history.ts';
import { conflictsOf, useUndoChangeSet } from '#web/api/undo.ts';
import { t, tn } from '#web/language/translate.ts';
import { notifyChoice, notifyDone, notifyError } from '#web/ui/notify.tsx';

/** Says that something was written, and offers to take its change set back. */
export function useNotifyWritten() {
  const { mutateAsync } = useUndoChangeSet();
  async function undo(id: number, onConflict: OnConflict = 'fail') {
    try {
      notifyDone(undoneText(await mutateAsync({ id, onConflict })));
    } catch (error) {
      const conflicts = conflictsOf(error);
      if (conflicts === 0) return notifyError(t('This could not be undone'), error as Error);
      notifyChoice(t('Changed again since'), conflictText(conflicts), [
        { label: t('Undo the others only'), run: () => void undo(id, 'skip') },
        { label: t('Undo all'), run: () => void undo(id, 'force') },
      ]);
    }
  }
  return (message: string, changeSetId: number | null) =>
    notifyDone(message, changeSetId === null ? undefined : () => void undo(changeSetId));
}

export function undoneText({ restored, skipped }: Undone): string {
  const done = restored === 1 ? t('Undone') : tn(restored, '{n} change undone', '{n} changes undone');
  return skipped.length === 0 ? done : `${done}. ${tn(skipped.length, '{n} left as it is', '{n} left as they are')}.`;
}

export function conflictText(conflicts: number): string {
  return tn(
    conflicts,
    'A record has been changed after this. Undoing would overwrite the later change.',
    '{n} records have been changed after this. Undoing would overwrite the later changes.',
  );
}
