import { ActionIcon, Button } from '@mantine/core';
import { IconRestore, IconTrashX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useRestoreRecord } from '#web/api/mutations.ts';
import { type AnyRecord, purgeRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';

interface TrashButtonProps {
  object: ObjectName;
  record: AnyRecord;
}

/** Takes a record out of the trash. */
export function RestoreButton({ object, record }: TrashButtonProps) {
  const title = String(record[useObject(object).title]);
  const { mutate, isPending } = useRestoreRecord(object);
  const notifyWritten = useNotifyWritten();
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconRestore size={14} aria-hidden="true" />}
      aria-label={t('Restore {title}', { title })}
      loading={isPending}
      onClick={() =>
        mutate(record.id, {
          onSuccess: ({ changeSetId }) => notifyWritten(t('{title} restored', { title }), changeSetId),
          onError: (error) => notifyError(t('{title} could not be restored', { title }), error),
        })
      }
    >
      {t('Restore')}
    </Button>
  );
}

/** Asks, then deletes a record of the trash for good. */
export function PurgeButton({ object, record }: TrashButtonProps) {
  const title = String(record[useObject(object).title]);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const purge = useMutation({
    mutationFn: () => purgeRecord(object, record.id),
    onSuccess: () => notifyDone(t('{title} deleted for good', { title })),
    onError: (error) => notifyError(t('{title} could not be deleted', { title }), error),
    onSettled: () => {
      setAsking(false);
      void queries.invalidateQueries();
    },
  });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Delete {title} for good', { title })}
        onClick={() => setAsking(true)}
      >
        <IconTrashX size={16} />
      </ActionIcon>
      {asking && (
        <ConfirmDialog
          title={t('Delete for good?')}
          text={t('“{title}” goes for good, with what its history says about it. Nothing brings it back.', { title })}
          action={t('Delete for good')}
          busy={purge.isPending}
          onConfirm={() => purge.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
