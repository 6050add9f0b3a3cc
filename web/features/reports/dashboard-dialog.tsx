import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useRemoveRecord, useUpdateRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { notifyError } from '#web/ui/notify.tsx';

interface DashboardDialogProps {
  dashboard: Dashboard;
  onDeleted: () => void;
  onClose: () => void;
}

/** Names a dashboard, says who is shown it and where it stands, or deletes it. */
export function DashboardDialog({ dashboard, onDeleted, onClose }: DashboardDialogProps) {
  const [name, setName] = useState(dashboard.name);
  const [visibility, setVisibility] = useState<string>(dashboard.visibility);
  const [position, setPosition] = useState<number | null>(dashboard.position);
  const update = useUpdateRecord('dashboards');
  const remove = useRemoveRecord('dashboards');
  const notifyWritten = useNotifyWritten();
  const error = update.error as Error | null;
  const errors = error instanceof ApiError ? error.errors : {};
  async function save() {
    try {
      const { changeSetId } = await update.mutateAsync({ id: dashboard.id, name, visibility, position });
      notifyWritten(t('Dashboard saved'), changeSetId);
      onClose();
    } catch {
      // The form says it.
    }
  }
  async function trash() {
    try {
      const { changeSetId } = await remove.mutateAsync(dashboard.id);
      notifyWritten(t('Dashboard deleted'), changeSetId);
      onDeleted();
      onClose();
    } catch (failure) {
      notifyError(t('The dashboard was not deleted'), failure as Error);
    }
  }
  return (
    <Dialog title={t('Edit dashboard')} onClose={onClose}>
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
          <NumberInput
            label={t('Place among the tabs')}
            min={1}
            value={position === null ? '' : position + 1}
            onChange={(next) => setPosition(typeof next === 'number' ? Math.max(0, next - 1) : null)}
          />
        </Stack>
        <Group justify="space-between" mt="lg">
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={15} aria-hidden="true" />}
            loading={remove.isPending}
            onClick={() => void trash()}
          >
            {t('Delete dashboard')}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {t('Save')}
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}
