import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { failureText } from '#web/api/failure-text.ts';
import { listQuery } from '#web/api/queries.ts';
import { removeRecord } from '#web/api/records.ts';
import { t, tn } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';

interface DeleteRoleProps {
  role: RoleRecord;
  onClose: () => void;
}

/** Deletes a role; whoever has it gets another one. */
export function DeleteRole({ role, onClose }: DeleteRoleProps) {
  const { data: roles } = useQuery(listQuery('roles', { limit: 100, sort: 'name' }));
  const { data: people } = useQuery(listQuery('users', { role: role.key, limit: 1 }));
  const [heir, setHeir] = useState<string>('rep');
  const remove = useDelete(role, onClose);
  const count = people?.total ?? 0;
  const choices = (roles?.data ?? []).filter((one) => one.key !== role.key);
  return (
    <Dialog title={t('Delete {name}?', { name: role.name })} onClose={onClose} isQuestion>
      <Stack gap="md">
        {remove.error && <Note tone="error">{failureText(remove.error)}</Note>}
        <p>
          {count === 0
            ? t('Nobody has this role. It can be brought back from the trash for 30 days.')
            : tn(
                count,
                '{n} person has this role and gets another one.',
                '{n} people have this role and get another one.',
              )}
        </p>
        {count > 0 && (
          <Select
            label={t('They become')}
            allowDeselect={false}
            data={choices.map(({ key, name }) => ({ value: key, label: name }))}
            value={heir}
            onChange={(next) => next && setHeir(next)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            color="red"
            disabled={!people}
            loading={remove.isPending}
            onClick={() => remove.mutate(count > 0 ? choices.find((one) => one.key === heir)?.id : undefined)}
          >
            {t('Delete role')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function useDelete(role: RoleRecord, onClose: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notifyWritten = useNotifyWritten();
  return useMutation({
    mutationFn: (heir: number | undefined) => removeRecord('roles', role.id, heir),
    onSuccess: async ({ changeSetId }) => {
      onClose();
      notifyWritten(t('{name} deleted', { name: role.name }), changeSetId);
      await navigate({ to: '/settings/roles' });
      await queries.invalidateQueries();
    },
  });
}
