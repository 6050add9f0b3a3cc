import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { failureText } from '#web/api/failure-text.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { createInvitation } from '#web/api/users.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';

interface InvitationDialogProps {
  user: AnyRecord;
  /** Was made a moment ago, so cannot have joined yet. */
  isNew?: boolean;
  onClose: () => void;
}

/** Makes a link with which the user sets a password, for the admin to hand over. */
export function InvitationDialog({ user, isNew = false, onClose }: InvitationDialogProps) {
  const { data: url, error, mutate } = useMutation({ mutationFn: createInvitation });
  const name = String(user.name);
  useEffect(() => mutate(user.id), [mutate, user.id]);
  return (
    <Dialog
      title={isNew ? t('Invitation for {name}', { name }) : t('Invitation or reset link for {name}', { name })}
      onClose={onClose}
    >
      {error && <Note tone="error">{failureText(error)}</Note>}
      <p>
        {t('Send this link to {email}. It opens a page to choose a password, and works once.', {
          email: String(user.email),
        })}
      </p>
      {!isNew && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('People who have not joined yet join with it; everybody else sets a new password.')}
        </Text>
      )}
      <Group gap="xs" mt="md" wrap="nowrap" align="flex-end">
        <TextInput
          label={t('Link')}
          readOnly
          value={url ?? ''}
          flex={1}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url ?? ''} timeout={2500}>
          {({ copied, copy }) => (
            <Button h={36} onClick={copy} disabled={!url} aria-live="polite">
              {copied ? t('Copied') : t('Copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Dialog>
  );
}
