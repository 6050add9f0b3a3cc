/** What the audit log tells of. */
export const auditKinds = [
  'sign_in',
  'sign_in_failed',
  'sign_in_throttled',
  'sign_out',
  'password',
  'invitation',
  'member',
  'role',
  'team',
  'share',
  'settings',
  'export',
  'backup',
] as const;

export type AuditKind = (typeof auditKinds)[number];

/** An entry of the audit log. */
export interface AuditEvent {
  id: number;
  kind: AuditKind;
  /** Who did it, or as whom somebody tried to come in; null: the product itself. */
  user_id: number | null;
  via: string;
  /** Where it came from: enough of the address to recognise a place. */
  ip: string | null;
  request_id: string | null;
  /** Of changes `object`, `record_id`, `action`, `title`, `before` and `after`; of others what there is to say. */
  details: Readonly<Record<string, unknown>>;
  created_at: string;
}
