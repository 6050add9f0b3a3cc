import { type Sql, sql } from '#server/platform/db/sql.ts';

/** Notes that a file is to be deleted from a moment on. */
export function noteLeftovers(tenantId: number, keys: readonly string[], dueAt: Date): Sql {
  return sql`
    insert into leftover_files (tenant_id, key, due_at)
    select ${tenantId}, key, ${dueAt.toISOString()}::timestamptz from unnest(${keys}::text[]) key
    on conflict (tenant_id, key) do update set due_at = excluded.due_at`;
}

export function forgetLeftover(tenantId: number, key: string): Sql {
  return sql`delete from leftover_files where tenant_id = ${tenantId} and key = ${key}`;
}

/** Some of the files whose time has come. */
export function dueLeftovers(tenantId: number, now: Date): Sql {
  return sql`
    select key from leftover_files where tenant_id = ${tenantId} and due_at <= ${now.toISOString()}::timestamptz
    order by due_at limit 500`;
}

/** Which of these keys a record has after all; they must stay. */
export function keptKeys(tenantId: number, keys: readonly string[]): Sql {
  return sql`select key from attachments where tenant_id = ${tenantId} and key = any(${keys}::text[])`;
}
