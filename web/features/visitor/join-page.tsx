import { join } from '#web/api/session.ts';
import { t } from '#web/language/translate.ts';
import { VisitorPassword } from './text-fields.tsx';
import { useVisitorForm } from './use-visitor-form.ts';
import { VisitorForm } from './visitor-form.tsx';
import { VisitorMessage } from './visitor-message.tsx';

interface JoinPageProps {
  token: string;
  onEnter: () => void;
}

/** Somebody whom an admin has invited chooses a password. */
export function JoinPage({ token, onEnter }: JoinPageProps) {
  const form = useVisitorForm({
    fields: {},
    send: ({ password = '' }) => join({ token, password }),
    onEnter,
  });
  if (!token) {
    return (
      <VisitorMessage
        title={t('This link is incomplete')}
        text={t('Open the whole link from your invitation, or ask your admin for a new one.')}
      />
    );
  }
  return (
    <VisitorForm
      title={t('Join your team')}
      text={t('Choose a password. You sign in with it and your email address from now on.')}
      message={form.message}
      busy={form.busy}
      action={t('Join')}
      onSubmit={form.submit}
    >
      <VisitorPassword error={form.errors.password} isNew autoFocus />
    </VisitorForm>
  );
}
