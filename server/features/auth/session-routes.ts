import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { noPreferences } from '#shared/api/preferences.ts';
import type { Session, SessionSettings } from '#shared/api/session.ts';
import { appError } from '#shared/errors.ts';
import { clearedSessionCookies } from './cookies.ts';
import { issueCsrfToken } from './csrf.ts';
import { deleteSession } from './session.queries.ts';
import { forgetSession } from './session-cache.ts';

/** What the tenant's definitions say to the web app. */
export type SettingsOf = (ctx: Ctx) => Promise<SessionSettings>;

/** `GET /api/v1/session`: who is signed in, and what the web app needs to draw itself for them. */
export async function readSession(ctx: Ctx, settingsOf: SettingsOf): Promise<Reply> {
  const { id, name, email, role, preferences = noPreferences } = ctx.user;
  if (id === null) throw appError('unauthorized');
  const [tenants, settings] = await Promise.all([
    ctx.app.db.global<{ name: string }>(sql`select name from tenants where id = ${ctx.tenantId}`),
    settingsOf(ctx),
  ]);
  const data: Session = {
    user: { id, name, email, role },
    preferences,
    organization: { name: tenants[0]?.name ?? '' },
    csrf_token: csrfTokenOf(ctx),
    ...settings,
  };
  return { body: { success: true, data } };
}

/** `GET /api/csrf.php`: the token alone, for scripts that follow the documentation. */
export async function readCsrfToken(ctx: Ctx): Promise<Reply> {
  return { body: { success: true, data: { csrf_token: csrfTokenOf(ctx) } } };
}

/** `POST /logout`: ends the session here and, within a second, on every other process. */
export async function signOut(ctx: Ctx, input: Input): Promise<Reply> {
  const { app, tenantId, session } = ctx;
  if (session) {
    await app.db.write(tenantId, async (tx) => {
      await deleteSession(tx, session.hash);
      tx.atCommit(insertEvents(ctx, [{ kind: 'sign_out' }]));
    });
    forgetSession(app, session.hash);
  }
  const answer = { cookies: clearedSessionCookies(ctx.app, input) };
  // Nothing that a page of this person left in the browser's cache stays behind for the next one.
  const headers = { 'clear-site-data': '"cache"' };
  if (input.isForm) return { ...answer, status: 303, headers: { ...headers, location: '/login' } };
  return { ...answer, headers, body: { success: true, message: 'Signed out' } };
}

function csrfTokenOf(ctx: Ctx): string {
  if (!ctx.session) throw appError('unauthorized');
  return issueCsrfToken(ctx.app, ctx.session.hash);
}
