import { Anchor } from '@mantine/core';
import { type Setup, signupFields } from '#shared/api/session.ts';
import { signUp } from '#web/api/session.ts';
import { t } from '#web/language/translate.ts';
import { VisitorPassword, VisitorText } from './text-fields.tsx';
import { useVisitorForm } from './use-visitor-form.ts';
import { VisitorForm } from './visitor-form.tsx';

interface SignUpPageProps {
  setup: Setup | null;
  /** From the link of an invitation. */
  invitation: string;
  onEnter: () => void;
}

export function SignUpPage({ setup, invitation, onEnter }: SignUpPageProps) {
  const { invitation: invitationField, ...fields } = signupFields;
  const asksInvitation = setup?.signup === 'invite' && !setup.first_run;
  const form = useVisitorForm({
    fields: asksInvitation ? signupFields : fields,
    send: ({ organization = '', name = '', email = '', password = '', invitation: code }) =>
      signUp({ organization, name, email, password, ...(code && { invitation: code }) }),
    onEnter,
  });
  const error = (name: string) => form.errors[name];
  return (
    <VisitorForm
      title={setup?.first_run ? t('Set up Arvelo') : t('Create an organization')}
      text={
        setup?.first_run
          ? t('Nobody has used this installation yet. Create the first organization; you become its admin.')
          : t('You become its admin and can invite your team.')
      }
      message={form.message}
      busy={form.busy}
      action={t('Create organization')}
      onSubmit={form.submit}
      footer={
        !setup?.first_run && (
          <>
            {t('Have an account?')} <Anchor href="/login">{t('Sign in')}</Anchor>
          </>
        )
      }
    >
      <VisitorText
        name="organization"
        field={fields.organization}
        error={error('organization')}
        autoComplete="organization"
        autoFocus
      />
      <VisitorText name="name" field={fields.name} error={error('name')} autoComplete="name" />
      <VisitorText name="email" field={fields.email} error={error('email')} autoComplete="username" />
      <VisitorPassword error={error('password')} isNew />
      {asksInvitation && (
        <VisitorText
          name="invitation"
          field={invitationField}
          error={error('invitation')}
          autoComplete="off"
          defaultValue={invitation}
        />
      )}
    </VisitorForm>
  );
}
