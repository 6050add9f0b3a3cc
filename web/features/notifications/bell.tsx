import { ActionIcon, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { notificationsQuery } from '#web/api/notifications.ts';
import { t, tn } from '#web/language/translate.ts';
import { OnDemand } from '#web/ui/on-demand.tsx';

const loadList = async () => (await import('./opened-bell.tsx')).OpenedBell;

/** How much there is that one has not read, and what. */
export function Bell() {
  const { data } = useQuery(notificationsQuery);
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('Notifications') : tn(unread, '{n} unread notification', '{n} unread notifications');
  return (
    <Indicator label={unread > 99 ? '99+' : unread} disabled={unread === 0} size={16} offset={5}>
      <OnDemand load={loadList} kind="dialog" given={{}}>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconBell size={18} stroke={1.7} />
        </ActionIcon>
      </OnDemand>
    </Indicator>
  );
}
