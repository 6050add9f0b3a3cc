import { type Sql, sql } from '#server/platform/db/sql.ts';

const columns = sql`id, kind, object, record_id, title, created_at, read_at`;

export function listNotifications(
  { tenantId, userId }: { tenantId: number; userId: number | null },
  { before, limit }: { before: number; limit: number },
): Sql {
  return sql`
    select ${columns} from notifications
    where tenant_id = ${tenantId} and user_id = ${userId} and id < ${before} order by id desc limit ${limit}`;
}

export function countUnread({ tenantId, userId }: { tenantId: number; userId: number | null }): Sql {
  return sql`
    select count(*) as unread from notifications where tenant_id = ${tenantId} and user_id = ${userId} and read_at is null`;
}

/** Marks one of a person's notifications, or all up to one, as read or as unread again. */
export function markRead(
  { tenantId, userId }: { tenantId: number; userId: number | null },
  { id, upTo, read }: { id: number; upTo: boolean; read: boolean },
): Sql {
  const which = upTo ? sql`id <= ${id}` : sql`id = ${id}`;
  const readAt = read ? sql`coalesce(read_at, now())` : sql`null`;
  return sql`
    update notifications set read_at = ${readAt}
    where tenant_id = ${tenantId} and user_id = ${userId} and ${which} returning ${columns}`;
}

/** A notification for each task whose reminder has come, once a moment; what is older than a day is past. */
export function notifyReminders(tenantId: number, now: Date): Sql {
  return sql`
    insert into notifications (tenant_id, user_id, kind, object, record_id, title, moment)
    select tenant_id, owner_id, 'reminder', 'tasks', id, title, remind_at from tasks
    where tenant_id = ${tenantId} and deleted_at is null and not done and owner_id is not null
      and remind_at <= ${now.toISOString()}::timestamptz and remind_at > ${now.toISOString()}::timestamptz - interval '1 day'
    on conflict do nothing`;
}

/** A person is told that they have been given a task. */
export function notifyAssigned(tenantId: number, task: { id: number; owner_id: unknown; title: unknown }): Sql {
  return sql`
    insert into notifications (tenant_id, user_id, kind, object, record_id, title, moment)
    values (${tenantId}, ${task.owner_id}, 'assigned', 'tasks', ${task.id}, ${task.title}, now())
    on conflict do nothing`;
}

/** Read or not, what is older than this is of no use to anybody. */
export function forgetOld(tenantId: number): Sql {
  return sql`
    delete from notifications where tenant_id = ${tenantId} and created_at < now() - interval '90 days'`;
}
