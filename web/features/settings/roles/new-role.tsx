import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';

interface NewRoleProps {
  roles: readonly RoleRecord[];
  /** The key of the role that it begins as a copy of. */
  from: string;
  onClose: () => void;
}

/** A new role begins as a copy of another one. */
export function NewRole({ roles, from, onClose }: NewRoleProps) {
  const [name, setName] = useState('');
  const [source, setSource] = useState(from);
  const create = useCreateRecord('roles');
  const navigate = useNavigate();
  const notifyWritten = useNotifyWritten();
  const { error } = create;
  const errors = error instanceof ApiError ? error.errors : {};
  const message = error && failureText(error, (field) => field === 'name');
  async function submit(event: FormEvent) {
    event.preventDefault();
    const copied = roles.find(({ key }) => key === source);
    if (create.isPending || !copied) return;
    const { base, permissions, fields } = copied;
    try {
      const { data: role, changeSetId } = await create.mutateAsync({ name, base, permissions, fields });
      notifyWritten(t('{name} created', { name: role.name }), changeSetId);
      onClose();
      await navigate({ to: '/settings/roles/$roleKey', params: { roleKey: role.key } });
    } catch {
      // Shown in the form, at the field that it is about.
    }
  }
  return (
    <Dialog title={t('New role')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {message && <Note tone="error">{message}</Note>}
          <TextInput
            label={t('Name')}
            required
            data-autofocus
            maxLength={50}
            value={name}
            error={errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('Begins as a copy of')}
            allowDeselect={false}
            data={roles.map(({ key, name: label }) => ({ value: key, label }))}
            value={source}
            onChange={(next) => next && setSource(next)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('Create role')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
