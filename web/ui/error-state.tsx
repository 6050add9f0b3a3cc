import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { failureText } from '#web/api/failure-text.ts';
import { t } from '#web/language/translate.ts';
import { EmptyState } from './empty-state.tsx';

interface ErrorStateProps {
  title: string;
  error: Error;
  onRetry?: () => void;
  isPage?: boolean;
}

/** Something could not be read: what, why, and a way to try again. */
export function ErrorState({ title, error, onRetry, isPage }: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState icon={IconAlertTriangle} title={title} text={failureText(error)} isPage={isPage}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('Try again')}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
