import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { View } from '#shared/objects/views.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useCreateRecord, useRemoveRecord, useUpdateRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import type { Looks } from './view-search.ts';

interface ViewDialogProps {
  object: ObjectName;
  /** The view to change; without one a new view is kept. */
  view?: View;
  /** Views that there are. */
  count: number;
  /** How the list is shown now. */
  looks: Looks;
  onSaved: (view: View) => void;
  onDeleted: () => void;
  onClose: () => void;
}

/** Names a view and says who is shown it, whether it opens first, and where it stands. */
export function ViewDialog({ object, view, count, looks, onSaved, onDeleted, onClose }: ViewDialogProps) {
  const [name, setName] = useState(view?.name ?? '');
  const [visibility, setVisibility] = useState<string>(view?.visibility ?? 'private');
  const [isDefault, setDefault] = useState(view?.is_default ?? false);
  const [position, setPosition] = useState(view?.position ?? count);
  const create = useCreateRecord('views');
  const update = useUpdateRecord('views');
  const remove = useRemoveRecord('views');
  const notifyWritten = useNotifyWritten();
  const error = (create.error ?? update.error) as Error | null;
  const errors = error instanceof ApiError ? error.errors : {};
  async function save() {
    const said = { name, visibility, is_default: isDefault, position };
    try {
      const { data, changeSetId } = view
        ? await update.mutateAsync({ id: view.id, ...said })
        : await create.mutateAsync({ object, ...said, ...looks });
      notifyWritten(t('View saved'), changeSetId);
      if (!view) onSaved(data as View);
      onClose();
    } catch {
      // The form says it.
    }
  }
  async function trash(id: number) {
    try {
      const { changeSetId } = await remove.mutateAsync(id);
      notifyWritten(t('View deleted'), changeSetId);
      onDeleted();
      onClose();
    } catch (failure) {
      notifyError(t('The view was not deleted'), failure as Error);
    }
  }
  return (
    <Dialog title={view ? t('Edit view') : t('Keep as view')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          {error && <Note tone="warning">{failureText(error, (field) => field === 'name')}</Note>}
          <TextInput
            label={t('Name')}
            required
            data-autofocus
            maxLength={60}
            value={name}
            error={errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('Who is shown it')}
            allowDeselect={false}
            data={[
              { value: 'private', label: t('Only me') },
              { value: 'team', label: t('My team') },
              { value: 'everyone', label: t('Everyone') },
            ]}
            value={visibility}
            onChange={(next) => next && setVisibility(next)}
          />
          <Checkbox
            label={t('Opens first')}
            checked={isDefault}
            onChange={(event) => setDefault(event.currentTarget.checked)}
          />
          {view && (
            <Group gap="xs">
              <Button
                variant="default"
                size="xs"
                leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
                disabled={position <= 0}
                onClick={() => setPosition(Math.max(0, position - 1))}
              >
                {t('Further left')}
              </Button>
              <Button
                variant="default"
                size="xs"
                rightSection={<IconArrowRight size={14} aria-hidden="true" />}
                onClick={() => setPosition(position + 1)}
              >
                {t('Further right')}
              </Button>
            </Group>
          )}
        </Stack>
        <Group justify="space-between" mt="lg">
          {view ? (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={15} aria-hidden="true" />}
              loading={remove.isPending}
              onClick={() => void trash(view.id)}
            >
              {t('Delete view')}
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={create.isPending || update.isPending}>
              {t('Save')}
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}
