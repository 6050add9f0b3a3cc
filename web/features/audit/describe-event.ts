import type { AuditEvent, AuditKind } from '#shared/api/audit.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { fill, inSentence, msg, t } from '#web/language/translate.ts';

export const kindLabels: Readonly<Record<AuditKind, string>> = {
  sign_in: msg('Sign-ins'),
  sign_in_failed: msg('Failed sign-ins'),
  sign_in_throttled: msg('Blocked sign-ins'),
  sign_out: msg('Sign-outs'),
  password: msg('Passwords'),
  invitation: msg('Invitations'),
  member: msg('People'),
  role: msg('Roles'),
  team: msg('Teams'),
  share: msg('Shared records'),
  settings: msg('Settings'),
  export: msg('Exports'),
  backup: msg('Backups'),
};

const sentences: Readonly<Record<string, string>> = {
  sign_in: msg('Signed in'),
  sign_in_failed: msg('A sign-in failed: wrong password'),
  sign_in_throttled: msg('Sign-ins were blocked after too many attempts'),
  sign_out: msg('Signed out'),
  password: msg('Set a new password'),
  invitation: msg('Made an invitation link for {title}'),
  export: msg('Exported: {title}'),
  backup: msg('Backed up this organization'),
};

const changes: Readonly<Record<string, string>> = {
  create: msg('Created {what}: {title}'),
  update: msg('Changed {what}: {title}'),
  delete: msg('Deleted {what}: {title}'),
  restore: msg('Restored {what}: {title}'),
};

/** Someone was kept out. */
export function isRefusal({ kind }: AuditEvent): boolean {
  return kind === 'sign_in_failed' || kind === 'sign_in_throttled';
}

/** An entry in one line. */
export function describeEvent({ kind, details }: AuditEvent): string {
  const { object, action, title, email } = details;
  const label = objects[object as ObjectName]?.label;
  const sentence = sentences[kind];
  if (sentence) return fill(t(sentence), { title: label ? t(label[1]) : String(email ?? '') });
  // Only the organization itself is no record.
  if (!label) return `${t('Organization')}: ${title}`;
  const named = title === null || title === undefined ? `#${details.record_id}` : String(title);
  return fill(t(changes[String(action)] ?? changes.update ?? ''), { what: inSentence(t(label[0])), title: named });
}
