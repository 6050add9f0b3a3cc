import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, aFlag, fieldsOf, shape } from '#shared/api/json-schema.ts';
import { notificationSchema, notificationsAnswer } from '#shared/api/notifications.ts';
import { appError, invalid } from '#shared/errors.ts';
import { boolean } from '#shared/fields/boolean.ts';
import { readInput } from '#shared/fields/input.ts';
import { integer, readInteger } from '#shared/fields/integer.ts';
import { defineRoute } from '#shared/route.ts';
import { countUnread, listNotifications, markRead } from './notification.queries.ts';

const path = '/api/v1/notifications';
const PAGE = 30;

/** What the person who asks is told of. */
export const notificationRoutes: HttpRoute[] = [
  {
    route: defineRoute({
      method: 'GET',
      path,
      topic: 'Notifications',
      summary: 'What the person is told of, newest first',
      query: ['cursor'],
      answer: notificationsAnswer,
      rate: 'read',
    }),
    handler: list,
  },
  {
    route: defineRoute({
      method: 'PATCH',
      path: `${path}/:id`,
      topic: 'Notifications',
      summary: 'Mark a notification as read or unread',
      body: fieldsOf({ read: aFlag }),
      answer: dataOf(notificationSchema),
      rate: 'write',
    }),
    handler: mark,
  },
  {
    route: defineRoute({
      method: 'POST',
      path: `${path}/reading`,
      topic: 'Notifications',
      summary: 'Mark all notifications up to one as read',
      body: fieldsOf({ up_to: aCount }),
      answer: dataOf(shape({ read: aCount })),
      rate: 'write',
    }),
    handler: markAll,
  },
];

async function list(ctx: Ctx, input: Input): Promise<Reply> {
  const before = input.query.cursor === undefined ? Number.MAX_SAFE_INTEGER : readInteger(input.query.cursor);
  if (before === null) throw invalid({ cursor: 'Cursor must be a next_cursor of an earlier answer' });
  const mine = { tenantId: ctx.tenantId, userId: ctx.user.id };
  const [data = [], [counted] = []] = await ctx.app.db.read(ctx.tenantId, [
    listNotifications(mine, { before, limit: PAGE }),
    countUnread(mine),
  ]);
  const next = data.length === PAGE ? String(data.at(-1)?.id) : null;
  return { body: { success: true, data, next_cursor: next, unread: Number(counted?.unread ?? 0) } };
}

async function mark(ctx: Ctx, input: Input): Promise<Reply> {
  const { values, errors } = readInput({ read: boolean({ default: true, label: 'Read' }) }, input.body, 'create');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const id = readInteger(input.params.id) ?? 0;
  const [data] = await change(ctx, { id, upTo: false, read: values.read === true });
  if (!data) throw appError('not_found');
  return { body: { success: true, data } };
}

async function markAll(ctx: Ctx, input: Input): Promise<Reply> {
  const fields = { up_to: integer({ required: true, min: 1, label: 'Up to' }) };
  const { values, errors } = readInput(fields, input.body, 'create');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const read = await change(ctx, { id: Number(values.up_to), upTo: true, read: true });
  return { body: { success: true, data: { read: read.length } } };
}

function change(ctx: Ctx, which: { id: number; upTo: boolean; read: boolean }) {
  const mine = { tenantId: ctx.tenantId, userId: ctx.user.id };
  return ctx.app.db.write(ctx.tenantId, (tx) => tx.query(markRead(mine, which)));
}
