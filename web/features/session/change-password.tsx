import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { passwordRule } from '#shared/api/session.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { changePassword } from '#web/api/session.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

interface ChangePasswordProps {
  onClose: () => void;
}

export function ChangePassword({ onClose }: ChangePasswordProps) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      notifyDone(t('Password changed. Other devices are signed out.'));
      onClose();
    },
  });
  const errors = error instanceof ApiError ? error.errors : {};
  const message = error && failureText(error, (name) => name === 'current_password' || name === 'new_password');
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const typed = (name: string) => String(data.get(name) ?? '');
    if (!isPending) mutate({ current_password: typed('current_password'), new_password: typed('new_password') });
  }
  const shared = { required: true, withAsterisk: false, maxLength: passwordRule.max };
  return (
    <Dialog title={t('Change password')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {message && <Note tone="error">{message}</Note>}
          <PasswordInput
            {...shared}
            name="current_password"
            label={t('Current password')}
            autoComplete="current-password"
            error={errors.current_password}
            data-autofocus
          />
          <PasswordInput
            {...shared}
            name="new_password"
            label={t('New password')}
            description={t('At least {min} characters', { min: passwordRule.min })}
            autoComplete="new-password"
            error={errors.new_password}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t('Change password')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
