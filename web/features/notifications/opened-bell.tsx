import { Button, Popover } from '@mantine/core';
import { IconAlarm, IconUserCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cloneElement, type ReactElement } from 'react';
import type { Notification } from '#shared/api/notifications.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { notificationsQuery, readNotification, readNotificationsUpTo } from '#web/api/notifications.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { useOpenAtOnce } from '#web/ui/on-demand.tsx';
import { Time } from '#web/ui/time.tsx';
import classes from './bell.module.css';

/** What one has not read, open at the bell. */
export function OpenedBell(props: { target: ReactElement }) {
  const { data } = useQuery(notificationsQuery);
  const { opened, setOpened, target } = useOpenAtOnce(props.target);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{cloneElement(target, { onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown aria-label={t('Notifications')} p={0}>
        <List notifications={data?.data ?? []} hasUnread={(data?.unread ?? 0) > 0} onClose={() => setOpened(false)} />
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
