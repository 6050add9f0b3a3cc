import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { usePageTitle } from '#web/ui/use-page-title.ts';

export function NotFound() {
  usePageTitle(t('Not found'));
  return (
    <EmptyState icon={IconMapOff} title={t('There is no such page')} text={t('The address may be mistyped.')} isPage>
      <Link to="/">{t('Go to the start page')}</Link>
    </EmptyState>
  );
}
