import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { usePageTitle } from '#web/ui/use-page-title.ts';

export function NotFound() {
  usePageTitle('Not found');
  return (
    <EmptyState icon={IconMapOff} title="There is no such page" text="The address may be mistyped." isPage>
      <Link to="/">Go to leads</Link>
    </EmptyState>
  );
}
