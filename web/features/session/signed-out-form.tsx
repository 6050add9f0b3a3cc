import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { failureText } from '#web/api/failure-text.ts';
import { signIn } from '#web/api/session.ts';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { finishSignedOut } from './signed-out.ts';

/** Signs in again over the page as it stands. */
export function SignedOutForm() {
  const { user } = useSession();
  const { mutate, error, isPending } = useMutation({
    mutationFn: signIn,
    onSuccess: () => finishSignedOut(true),
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate({ email: user.email, password: String(new FormData(event.currentTarget).get('password') ?? '') });
  }
  return (
    <Dialog title={t('Sign in to continue')} onClose={() => finishSignedOut(false)} isQuestion>
      <form onSubmit={submit}>
        <Stack gap="md">
          <p>{t('Your session has ended. What you typed is still here.')}</p>
          {error && <Note tone="error">{failureText(error)}</Note>}
          <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
          <PasswordInput
            name="password"
            label={t('Password of {name}', { name: user.email })}
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isPending}>
              {t('Sign in')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
