import { ActionIcon, Button, Group } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { useNotifyWritten } from './use-notify-written.ts';
import { useCan, useObject } from './use-object.ts';

interface LinkRecordProps {
  /** Records of this object belong to the one with `id` by the relation `by`. */
  object: ObjectName;
  by: string;
  id: number;
}

/** Lets a record that there is already belong to the one of the page. */
export function LinkRecord(props: LinkRecordProps) {
  const one = inSentence(useObject(props.object).label[0]);
  const mayChange = useCan(props.object, 'update');
  const [open, setOpen] = useState(false);
  if (!mayChange) return null;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Link an existing {one}', { one })}
        onClick={() => setOpen(true)}
      >
        <IconLink size={15} />
      </ActionIcon>
      {open && <LinkDialog {...props} one={one} onClose={() => setOpen(false)} />}
    </>
  );
}

function LinkDialog({ object, by, id, one, onClose }: LinkRecordProps & { one: string; onClose: () => void }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const update = useUpdateRecord(object);
  const notifyWritten = useNotifyWritten();
  const link = () => {
    if (chosen === null) return;
    update.mutate(
      { id: chosen, [by]: id },
      {
        onSuccess: ({ changeSetId }) => {
          notifyWritten(t('Linked'), changeSetId);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t('Link an existing {one}', { one })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          link();
        }}
      >
        {update.error && <Note tone="error">{failureText(update.error)}</Note>}
        <RelationPicker target={object} aria-label={one} data-autofocus value={chosen} onChange={setChosen} />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={chosen === null} loading={update.isPending}>
            {t('Link')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
