import { queryOptions } from '@tanstack/react-query';
import type { Notification } from '#shared/api/notifications.ts';
import { call } from './client.ts';

interface Notifications {
  data: Notification[];
  unread: number;
}

/** What the person is told of; asked for again every minute while the page is looked at. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => call<Notifications>('/api/v1/notifications', { signal }),
  refetchInterval: 60_000,
});

export function readNotification(id: number) {
  return call(`/api/v1/notifications/${id}`, { method: 'PATCH', body: { read: true } });
}

/** Marks all up to this one as read: what has come meanwhile stays unread. */
export function readNotificationsUpTo(id: number) {
  return call('/api/v1/notifications/reading', { method: 'POST', body: { up_to: id } });
}
