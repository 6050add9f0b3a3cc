import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '#web/api/client.ts';
import { type OnConflict, undoChangeSet } from '#web/api/history.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';

interface UndoButtonProps {
  changeSetId: number;
  /** What is undone, for the button's name. */
  what: string;
}

/** Takes a change set back; where records were changed since, asks what to do with those. */
export function UndoButton({ changeSetId, what }: UndoButtonProps) {
  const queries = useQueryClient();
  const [conflicts, setConflicts] = useState(0);
  const undo = useMutation({
    mutationFn: (onConflict: OnConflict) => undoChangeSet(changeSetId, onConflict),
    onSuccess: ({ restored, skipped }) => {
      setConflicts(0);
      const left = skipped.length > 0 ? `, ${skipped.length} left as they are` : '';
      notifyDone(restored === 1 ? `Undone${left}` : `${restored} changes undone${left}`);
      void queries.invalidateQueries();
    },
    onError: (error) => {
      const found = conflictsOf(error);
      setConflicts(found);
      if (found === 0) notifyError('This could not be undone', error);
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
        aria-label={`Undo: ${what}`}
        loading={undo.isPending}
        onClick={() => undo.mutate('fail')}
      >
        Undo
      </Button>
      {conflicts > 0 && (
        <Dialog title="Changed again since" onClose={() => setConflicts(0)} isQuestion>
          <Text mb="lg">
            {conflicts === 1 ? 'A record has' : `${conflicts} records have`} been changed after this. Undoing would
            overwrite the later change.
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setConflicts(0)}>
              Cancel
            </Button>
            <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate('skip')}>
              Undo the others only
            </Button>
            <Button color="red" loading={undo.isPending} onClick={() => undo.mutate('force')}>
              Undo all
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}

function conflictsOf(error: Error): number {
  if (!(error instanceof ApiError) || error.status !== 409) return 0;
  const { conflicts } = (error.data ?? {}) as { conflicts?: unknown };
  return Array.isArray(conflicts) ? conflicts.length : 0;
}
