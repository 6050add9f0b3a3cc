import { Anchor } from '@mantine/core';
import { loginFields } from '#shared/api/session.ts';
import { signIn } from '#web/api/session.ts';
import { t } from '#web/language/translate.ts';
import { VisitorPassword, VisitorText } from './text-fields.tsx';
import { useVisitorForm } from './use-visitor-form.ts';
import { VisitorForm } from './visitor-form.tsx';

interface SignInPageProps {
  canSignUp: boolean;
  /** Where the visitor wanted to go, when the session had ended there. */
  next: string | null;
  onEnter: () => void;
}

export function SignInPage({ canSignUp, next, onEnter }: SignInPageProps) {
  const form = useVisitorForm({
    fields: loginFields,
    send: ({ email = '', password = '' }) => signIn({ email, password }),
    onEnter,
  });
  return (
    <VisitorForm
      title={t('Sign in')}
      text={next ? t('Sign in to continue where you were.') : t('Welcome back.')}
      message={form.message}
      busy={form.busy}
      action={t('Sign in')}
      onSubmit={form.submit}
      footer={
        canSignUp && (
          <>
            {t('New here?')} <Anchor href="/signup">{t('Create an organization')}</Anchor>
          </>
        )
      }
    >
      <VisitorText name="email" field={loginFields.email} error={form.errors.email} autoComplete="username" autoFocus />
      <VisitorPassword error={form.errors.password} />
    </VisitorForm>
  );
}
