import type { Ctx } from '#server/platform/context.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import { coarseAddress } from '#server/platform/http/client-address.ts';
import type { AuditKind } from '#shared/api/audit.ts';

export interface NewEvent {
  kind: AuditKind;
  details?: Readonly<Record<string, unknown>>;
}

/** By whom, from where and through what something was done. */
export type Source = Pick<Ctx, 'app' | 'tenantId' | 'via' | 'requestId' | 'ip'> & { user: { id: number | null } };

/** The statement that adds events to the audit log; for the transaction that does what they tell of. */
export function insertEvents({ app, tenantId, user, via, requestId, ip }: Source, events: readonly NewEvent[]): Sql {
  const rows = events.map(({ kind, details = {} }) => ({ kind, details }));
  return sql`
    insert into audit_events (tenant_id, kind, user_id, via, ip, request_id, details, created_at)
    select ${tenantId}, kind, ${user.id}::bigint, ${via}, ${ip === undefined ? null : coarseAddress(ip)}, ${requestId || null},
      details, ${app.clock.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(kind text, details jsonb)`;
}
