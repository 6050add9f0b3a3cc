import { stretchOf } from './answers.ts';
import { aCount, aMoment, anId, aText, oneOf, orNull, shape } from './json-schema.ts';

/** Something that a person is told of. */
export interface Notification {
  id: number;
  /** `reminder`: the time has come; `assigned`: somebody has given one the task. */
  kind: 'reminder' | 'assigned';
  object: string;
  record_id: number;
  title: string;
  created_at: string;
  read_at: string | null;
}

export const notificationSchema = shape({
  id: anId,
  kind: oneOf(['reminder', 'assigned']),
  object: aText,
  record_id: anId,
  title: aText,
  created_at: aMoment,
  read_at: orNull(aMoment),
});

const page = stretchOf(notificationSchema) as { properties: Record<string, unknown>; required: string[] };

/** A stretch of a person's notifications, newest first, and how many in all are unread. */
export const notificationsAnswer = {
  ...page,
  required: [...page.required, 'unread'],
  properties: { ...page.properties, unread: aCount },
};
