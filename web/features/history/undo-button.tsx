import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { OnConflict } from '#web/api/history.ts';
import { conflictsOf, useUndoChangeSet } from '#web/api/undo.ts';
import { t } from '#web/language/translate.ts';
import { conflictText, undoneText } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';

interface UndoButtonProps {
  changeSetId: number;
  /** What is undone, for the button's name. */
  what: string;
}

/** Takes a change set back; where records were changed since, asks what to do with those. */
export function UndoButton({ changeSetId, what }: UndoButtonProps) {
  const [conflicts, setConflicts] = useState(0);
  const { mutate, isPending } = useUndoChangeSet();
  const undo = (onConflict: OnConflict) =>
    mutate(
      { id: changeSetId, onConflict },
      {
        onSuccess: (undone) => {
          setConflicts(0);
          notifyDone(undoneText(undone));
        },
        onError: (error) => {
          const found = conflictsOf(error);
          setConflicts(found);
          if (found === 0) notifyError(t('This could not be undone'), error);
        },
      },
    );
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
        aria-label={t('Undo: {what}', { what })}
        loading={isPending}
        onClick={() => undo('fail')}
      >
        {t('Undo')}
      </Button>
      {conflicts > 0 && (
        <Dialog title={t('Changed again since')} onClose={() => setConflicts(0)} isQuestion>
          <Text mb="lg">{conflictText(conflicts)}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setConflicts(0)}>
              {t('Cancel')}
            </Button>
            <Button variant="default" loading={isPending} onClick={() => undo('skip')}>
              {t('Undo the others only')}
            </Button>
            <Button color="red" loading={isPending} onClick={() => undo('force')}>
              {t('Undo all')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
