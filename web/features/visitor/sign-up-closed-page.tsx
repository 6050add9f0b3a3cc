import { t } from '#web/language/translate.ts';
import { VisitorMessage } from './visitor-message.tsx';

export function SignUpClosedPage() {
  return (
    <VisitorMessage
      title={t('Sign-up is closed')}
      text={t(
        'New organizations cannot be created on this installation. To join an existing one, ask its admin for an invitation.',
      )}
    />
  );
}
