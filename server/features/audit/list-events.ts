import { nextCursor, readCursor } from '#server/features/history/list-changes.ts';
import type { Ctx } from '#server/platform/context.ts';
import { and, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { auditKinds } from '#shared/api/audit.ts';
import { appError, invalid } from '#shared/errors.ts';
import { datetime } from '#shared/fields/datetime.ts';
import { readInput } from '#shared/fields/input.ts';
import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';

const PAGE = 50;

const filters = {
  kind: option({ options: [...auditKinds], label: 'Kind' }),
  user_id: integer({ label: 'User' }),
  from: datetime({ label: 'From' }),
  to: datetime({ label: 'To' }),
};

/** `GET /api/v1/audit`: who came in and who changed what people may do, newest first; for admins. */
export async function listEvents(ctx: Ctx, input: Input): Promise<Reply> {
  if (ctx.user.role !== 'admin') throw appError('forbidden');
  const { cursor, ...given } = input.query;
  const before = readCursor(cursor);
  const [rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select id, kind, user_id, via, ip, request_id, details, created_at from audit_events
          where tenant_id = ${ctx.tenantId} and id < ${before} and ${conditionOf(given)}
          order by id desc limit ${PAGE}`,
    ],
    ctx,
  );
  return { body: { success: true, data: rows, next_cursor: nextCursor(rows, PAGE) } };
}

function conditionOf(given: Readonly<Record<string, string>>): Sql {
  const { values, errors } = readInput(filters, given, 'update');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { kind, user_id: userId, from, to } = values;
  return and([
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(userId ? [sql`user_id = ${userId}`] : []),
    ...(from ? [sql`created_at >= ${from}`] : []),
    ...(to ? [sql`created_at < ${to}`] : []),
  ]);
}
