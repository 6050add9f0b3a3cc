import type { HttpRoute } from '#server/platform/http/types.ts';
import { stretchOf } from '#shared/api/answers.ts';
import { auditKinds } from '#shared/api/audit.ts';
import { aMoment, anId, anything, aText, mapOf, named, oneOf, orNull, shape } from '#shared/api/json-schema.ts';
import { defineRoute } from '#shared/route.ts';
import { listEvents } from './list-events.ts';

const event = named(
  'AuditEvent',
  shape({
    id: anId,
    kind: oneOf(auditKinds),
    user_id: orNull(anId),
    via: oneOf(['web', 'api', 'cli', 'system']),
    ip: orNull(aText),
    request_id: orNull(aText),
    details: mapOf(anything),
    created_at: aMoment,
  }),
);

/** The audit log. Whoever may change roles reads it. */
export const auditRoute: HttpRoute = {
  route: defineRoute({
    method: 'GET',
    path: '/api/v1/audit',
    topic: 'History',
    object: 'roles',
    needs: 'update',
    summary: 'Sign-ins, and changes of members, roles and settings, newest first',
    answer: stretchOf(event),
    rate: 'read',
    query: ['kind', 'user_id', 'from', 'to', 'cursor'],
  }),
  handler: listEvents,
};
