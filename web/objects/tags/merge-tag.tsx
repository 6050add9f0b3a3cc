import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureText } from '#web/api/failure-text.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { mergeTag } from '#web/api/tags.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';

/** Every record that has the tag gets another one instead. */
export function MergeTag({ tag, onClose }: { tag: AnyRecord; onClose: () => void }) {
  const [into, setInto] = useState<number | null>(null);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const merge = useMutation({
    mutationFn: (id: number) => mergeTag(tag.id, id),
    onSuccess: ({ changeSetId }) => {
      void queries.invalidateQueries();
      notifyWritten(t('Tags merged'), changeSetId);
      onClose();
    },
  });
  const name = String(tag.name);
  return (
    <Dialog title={t('Merge {name}', { name })} onClose={onClose}>
      {merge.error && <Note tone="error">{failureText(merge.error)}</Note>}
      <RelationPicker
        label={t('Records with this tag get instead')}
        target="tags"
        value={into}
        onChange={setInto}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          disabled={into === null || into === tag.id}
          loading={merge.isPending}
          onClick={() => into !== null && merge.mutate(into)}
        >
          {t('Merge')}
        </Button>
      </Group>
    </Dialog>
  );
}
