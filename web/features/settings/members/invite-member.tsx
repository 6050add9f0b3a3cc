import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { inviteMember, type NewMember } from '#web/api/members.ts';
import { listQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { formatDay } from '#web/ui/format.ts';
import { Note } from '#web/ui/note.tsx';
import { LinkToCopy } from './link-to-copy.tsx';

/** Adds a member and shows the link with which they join, this once. */
export function InviteMember({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: inviteMember,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  if (invite.data) {
    const { url, expires_at } = invite.data.data;
    return (
      <Dialog title={t('Invitation for {name}', { name: invite.variables.name })} onClose={onClose}>
        <p>
          {t('Send this link to {email}. It opens a page to choose a password, works once, and ends on {day}.', {
            email: invite.variables.email,
            day: formatDay(expires_at.slice(0, 10)),
          })}
        </p>
        <LinkToCopy url={url} />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => invite.reset()}>
            {t('Invite another one')}
          </Button>
          <Button onClick={onClose}>{t('Done')}</Button>
        </Group>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('Invite member')} onClose={onClose}>
      <Form error={invite.error} isPending={invite.isPending} onSubmit={invite.mutate} onClose={onClose} />
    </Dialog>
  );
}

interface FormProps {
  error: Error | null;
  isPending: boolean;
  onSubmit: (member: NewMember) => void;
  onClose: () => void;
}

function Form({ error, isPending, onSubmit, onClose }: FormProps) {
  const roles = useObject('users').fields.role?.options ?? [];
  const { data: teams } = useQuery(listQuery('teams', { limit: 100, sort: 'name' }));
  const [values, setValues] = useState<NewMember>({ name: '', email: '', role: 'rep', team_id: null });
  const set = (patch: Partial<NewMember>) => setValues({ ...values, ...patch });
  const errors = error instanceof ApiError ? error.errors : {};
  const message = error && failureText(error, (name) => name in values);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isPending) onSubmit(values);
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {message && <Note tone="error">{message}</Note>}
        <TextInput
          label={t('Name')}
          required
          data-autofocus
          maxLength={100}
          value={values.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('Email')}
          type="email"
          required
          value={values.email}
          error={errors.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <Select
          label={t('Role')}
          allowDeselect={false}
          data={roles.map(({ value, label }) => ({ value, label }))}
          value={values.role}
          error={errors.role}
          onChange={(role) => role && set({ role })}
        />
        {(teams?.total ?? 0) > 0 && (
          <Select
            label={t('Team')}
            clearable
            placeholder={t('No team')}
            data={(teams?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={values.team_id === null ? null : String(values.team_id)}
            error={errors.team_id}
            onChange={(id) => set({ team_id: id === null ? null : Number(id) })}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('Create invitation')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
