import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { listQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import type { SettingsPage } from '#web/objects/settings-pages.ts';
import { useCan } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { formatAlternatives } from '#web/ui/format.ts';
import { usePageTitle } from '#web/ui/use-page-title.ts';

/** A page of the settings for somebody whose role may not change them: why, and whom to ask. */
export function NotAllowed({ page }: { page: SettingsPage }) {
  const title = t(page.label);
  usePageTitle(title);
  const mayRead = useCan('users', 'read');
  const { data } = useQuery({
    ...listQuery('users', { role: 'admin', active: true, sort: 'name', limit: 3, total: false }),
    enabled: mayRead,
  });
  const names = (data?.data ?? []).map((user) => user.name);
  return (
    <EmptyState icon={IconLock} title={title} text={t('Your role may look at this, but not change it.')} isPage>
      {names.length > 0 && <p>{t('Ask an admin: {names}', { names: formatAlternatives(names) })}</p>}
    </EmptyState>
  );
}
