import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { handoverObjects } from '#shared/api/members.ts';
import type { User } from '#shared/objects/users.ts';
import { failureText } from '#web/api/failure-text.ts';
import { handOver } from '#web/api/members.ts';
import { listQuery } from '#web/api/queries.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t, tn } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { formatCount } from '#web/ui/format.ts';
import { Note } from '#web/ui/note.tsx';
import classes from './deactivate-member.module.css';

/** Takes somebody out of the organization, after asking who goes on with what is theirs; one undo brings all of it back. */
export function DeactivateMember({ user, onClose }: { user: User; onClose: () => void }) {
  const [heir, setHeir] = useState<number | null>(null);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const counts = useQueries({
    queries: handoverObjects.map((object) => listQuery(object, { owner_id: user.id, limit: 1 })),
  }).map(({ data }) => data?.total ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const { name } = user;
  const leave = useMutation({
    mutationFn: () => handOver(user.id, { to_id: heir, deactivate: true }),
    onSuccess: ({ data, changeSetId }) => {
      onClose();
      const moved = data.changed;
      notifyWritten(
        moved === 0
          ? t('{name} deactivated', { name })
          : tn(moved, '{name} deactivated, {n} record handed over', '{name} deactivated, {n} records handed over', {
              name,
            }),
        changeSetId,
      );
      void queries.invalidateQueries();
    },
  });
  return (
    <Dialog title={t('Deactivate {name}?', { name })} onClose={onClose} width={460}>
      <Stack gap="md">
        {leave.error && <Note tone="error">{failureText(leave.error)}</Note>}
        <p>{t('They are signed out at once and cannot sign in. History keeps their name, and they can come back.')}</p>
        {total > 0 && (
          <>
            <ul className={classes.counts} aria-label={t('What is theirs')}>
              {handoverObjects.map((object, at) => (
                <Count key={object} object={object} count={counts[at] ?? 0} />
              ))}
            </ul>
            <RelationPicker
              label={t('Who goes on with it')}
              description={t('Left empty, the records stay theirs.')}
              target="users"
              value={heir}
              onChange={(id) => setHeir(id === user.id ? null : id)}
              data-autofocus
            />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button color="red" loading={leave.isPending} onClick={() => leave.mutate()}>
            {heir === null ? t('Deactivate') : t('Hand over and deactivate')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Count({ object, count }: { object: (typeof handoverObjects)[number]; count: number }) {
  const [, many] = useObject(object).label;
  if (count === 0) return null;
  return (
    <li>
      <span>{many}</span>
      <b>{formatCount(count)}</b>
    </li>
  );
}
