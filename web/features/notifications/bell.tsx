import { ActionIcon, Button, Indicator, Popover } from '@mantine/core';
import { IconAlarm, IconBell, IconUserCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Notification } from '#shared/api/notifications.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { notificationsQuery, readNotification, readNotificationsUpTo } from '#web/api/notifications.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { t, tn } from '#web/language/translate.ts';
import { Time } from '#web/ui/time.tsx';
import classes from './bell.module.css';

/** How much there is that one has not read, and what. */
export function Bell() {
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery(notificationsQuery);
  const unread = data?.unread ?? 0;
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      width={320}
      shadow="md"
      trapFocus
      withinPortal
    >
      <Indicator label={unread > 99 ? '99+' : unread} disabled={unread === 0} size={16} offset={5}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={
              unread === 0 ? t('Notifications') : tn(unread, '{n} unread notification', '{n} unread notifications')
            }
            onClick={() => setIsOpen(!isOpen)}
          >
            <IconBell size={18} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('Notifications')} p={0}>
        <List notifications={data?.data ?? []} hasUnread={unread > 0} onClose={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ListProps {
  notifications: readonly Notification[];
  hasUnread: boolean;
  onClose: () => void;
}

function List({ notifications, hasUnread, onClose }: ListProps) {
  const queries = useQueryClient();
  const renew = { onSettled: () => queries.invalidateQueries({ queryKey: notificationsQuery.queryKey }) };
  const readOne = useMutation({ mutationFn: readNotification, ...renew });
  const readAll = useMutation({ mutationFn: readNotificationsUpTo, ...renew });
  const [newest] = notifications;
  return (
    <>
      <div className={classes.heading}>
        <h2>{t('Notifications')}</h2>
        {hasUnread && newest && (
          <Button variant="subtle" size="compact-xs" onClick={() => readAll.mutate(newest.id)}>
            {t('Mark all as read')}
          </Button>
        )}
      </div>
      {notifications.length === 0 && (
        <p className={classes.none}>{t('Reminders and tasks that others give you appear here.')}</p>
      )}
      <ul className={classes.list}>
        {notifications.map((one) => (
          <li key={one.id} data-unread={one.read_at === null || undefined}>
            <Link
              to={recordPath(one.object as ObjectName, one.record_id)}
              className={classes.item}
              onClick={() => {
                if (one.read_at === null) readOne.mutate(one.id);
                onClose();
              }}
            >
              {one.kind === 'reminder' ? (
                <IconAlarm size={16} aria-hidden="true" />
              ) : (
                <IconUserCheck size={16} aria-hidden="true" />
              )}
              <span className={classes.text}>
                <span className={classes.title}>{one.title}</span>
                <span className={classes.details}>
                  {one.kind === 'reminder' ? t('Reminder') : t('Assigned to you')} · <Time value={one.created_at} />
                  {one.read_at === null && <span className="visually-hidden">{t('unread')}</span>}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
