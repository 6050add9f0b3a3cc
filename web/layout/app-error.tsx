import type { ErrorComponentProps } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { ErrorState } from '#web/ui/error-state.tsx';

/** Nothing can be shown at all: the session could not be read, or the program has failed. */
export function AppError({ error }: ErrorComponentProps) {
  return (
    <main>
      <ErrorState
        isPage
        title={t('Arvelo could not start')}
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => location.reload()}
      />
    </main>
  );
}
