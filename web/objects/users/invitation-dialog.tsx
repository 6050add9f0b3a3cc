import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { createInvitation } from '#web/api/users.ts';
import { Dialog } from '#web/ui/dialog.tsx';

import { Note } from '#web/ui/note.tsx';

interface InvitationDialogProps {
  user: AnyRecord;
  onClose: () => void;
}

/** Makes a link with which the user sets a password, for the admin to hand over. */
export function InvitationDialog({ user, onClose }: InvitationDialogProps) {
  const { data: url, error, mutate } = useMutation({ mutationFn: createInvitation });
  useEffect(() => mutate(user.id), [mutate, user.id]);
  return (
    <Dialog title={`Invitation for ${user.name}`} onClose={onClose}>
      {error && <Note tone="error">{error.message}</Note>}
      <p>Send this link to {String(user.email)}. It opens a page to choose a password, and works once.</p>
      <Group gap="xs" mt="md" wrap="nowrap" align="flex-end">
        <TextInput label="Link" readOnly value={url ?? ''} flex={1} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={url ?? ''} timeout={2500}>
          {({ copied, copy }) => (
            <Button onClick={copy} disabled={!url} aria-live="polite">
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Dialog>
  );
}
