import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { User } from '#shared/objects/users.ts';
import { failureText } from '#web/api/failure-text.ts';
import { createInvitation } from '#web/api/members.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { LinkToCopy } from './link-to-copy.tsx';

interface InvitationDialogProps {
  user: User;
  onClose: () => void;
}

/** Makes a link with which a member sets a password, for the admin to hand over. */
export function InvitationDialog({ user, onClose }: InvitationDialogProps) {
  const queries = useQueryClient();
  const {
    data: url,
    error,
    mutate,
  } = useMutation({
    mutationFn: createInvitation,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users', 'invitations'] }),
  });
  useEffect(() => mutate(user.id), [mutate, user.id]);
  return (
    <Dialog title={t('Invitation or reset link for {name}', { name: user.name })} onClose={onClose}>
      {error && <Note tone="error">{failureText(error)}</Note>}
      <p>
        {t('Send this link to {email}. It opens a page to choose a password, and works once.', { email: user.email })}
      </p>
      <Text size="sm" c="dimmed" mt="xs">
        {t('People who have not joined yet join with it; everybody else sets a new password.')}
      </Text>
      <LinkToCopy url={url ?? ''} />
    </Dialog>
  );
}
