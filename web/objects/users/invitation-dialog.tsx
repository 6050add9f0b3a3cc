import { Alert, Button, CopyButton, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { createInvitation } from '#web/api/users.ts';
import { useReturnFocus } from '#web/ui/use-return-focus.ts';

interface InvitationDialogProps {
  user: AnyRecord;
  onClose: () => void;
}

/** Makes a link with which the user sets a password, for the admin to hand over. */
export function InvitationDialog({ user, onClose }: InvitationDialogProps) {
  const { data: url, error, mutate } = useMutation({ mutationFn: createInvitation });
  useReturnFocus();
  useEffect(() => mutate(user.id), [mutate, user.id]);
  return (
    <Modal opened onClose={onClose} title={`Invitation for ${user.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {error && (
        <Alert color="red" variant="light" role="alert">
          {error.message}
        </Alert>
      )}
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
    </Modal>
  );
}
