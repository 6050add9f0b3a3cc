import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { App } from '#server/platform/context.ts';
import type { Input } from '#server/platform/http/types.ts';
import { AppError } from '#shared/errors.ts';
import { sourceOf } from './enter.ts';
import { findLogins } from './logins.ts';

const KINDS = { invalid_credentials: 'sign_in_failed', too_many_requests: 'sign_in_throttled' } as const;

/** Attempts that are turned away cost the sender nothing, so of one address only one a minute is noted. */
const THROTTLED_APART_MS = 60_000;
const MOST_REMEMBERED = 1000;
/** By database handle, as sessions are. */
const noted = new WeakMap<App['db'], Map<string, number>>();

/**
 * Notes in the audit log of every organization that knows the address that somebody was kept out. After the answer and without
 * anybody waiting for it: the time that it takes would tell which addresses are known.
 */
export function noteRefusal(app: App, input: Input, { emailKey, error }: { emailKey: string; error: unknown }): void {
  const kind = error instanceof AppError ? KINDS[error.code as keyof typeof KINDS] : undefined;
  if (!kind || (kind === 'sign_in_throttled' && !isDue(app, emailKey))) return;
  setImmediate(async () => {
    try {
      for (const { tenant_id: tenantId, user_id: id } of await findLogins(app, emailKey)) {
        const source = { app, tenantId, user: { id }, ...sourceOf(input) };
        await app.db.write(tenantId, (tx) => tx.query(insertEvents(source, [{ kind, details: { email: emailKey } }])));
      }
    } catch (problem) {
      app.log.warn({ err: problem }, 'a refused sign-in could not be noted in the audit log');
    }
  });
}

function isDue(app: App, emailKey: string): boolean {
  const now = app.clock.now().getTime();
  const throttled = noted.get(app.db) ?? new Map<string, number>();
  noted.set(app.db, throttled);
  const last = throttled.get(emailKey);
  if (last !== undefined && Math.abs(now - last) < THROTTLED_APART_MS) return false;
  if (throttled.size >= MOST_REMEMBERED) throttled.clear();
  throttled.set(emailKey, now);
  return true;
}
