import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute } from '#server/platform/http/types.ts';
import { defineRoute } from '#shared/route.ts';
import { changePassword } from './change-password.ts';
import { backToForm } from './form-failure.ts';
import { inviteUser } from './invitations.ts';
import { joinTenant } from './join.ts';
import { readCsrfToken, readSession, type SettingsOf, signOut } from './session-routes.ts';
import { readSetup } from './setup.ts';
import { signIn } from './sign-in.ts';
import { type CreateTenant, signUp } from './sign-up.ts';

/** What these routes need from parts beside this one. */
export interface AuthDeps {
  createTenant: CreateTenant;
  settingsOf: SettingsOf;
}

/** Credentials are short; nobody gets to send more before we know them. */
const SMALL_BODY = 16 * 1024;

/** Forms of visitors: they sign in with it, so there is no session yet that a CSRF token could belong to. */
const visitorForm = {
  method: 'POST',
  public: true,
  withoutCsrf: true,
  form: true,
  rate: 'visit',
  bodyLimit: SMALL_BODY,
} as const;

/** Sign-up, sign-in, sessions and passwords. */
export function authRoutes({ createTenant, settingsOf }: AuthDeps): HttpRoute[] {
  return [
    {
      route: defineRoute({ ...visitorForm, path: '/login' }),
      handler: (app, input, before) => backToForm('/login', input, () => signIn(app, input, before)),
    },
    {
      route: defineRoute({ ...visitorForm, path: '/signup' }),
      handler: (app, input, before) => backToForm('/signup', input, () => signUp(app, createTenant, { input, before })),
    },
    {
      route: defineRoute({ ...visitorForm, path: '/join' }),
      handler: (app, input, before) => backToForm('/join', input, () => joinTenant(app, input, before)),
    },
    {
      route: defineRoute({ method: 'POST', path: '/logout', rate: 'write', form: true, bodyLimit: SMALL_BODY }),
      handler: signOut,
    },
    { route: defineRoute({ method: 'GET', path: '/api/v1/setup', public: true, rate: 'visit' }), handler: readSetup },
    {
      route: defineRoute({ method: 'GET', path: '/api/v1/session', rate: 'read' }),
      handler: (ctx: Ctx) => readSession(ctx, settingsOf),
    },
    {
      route: defineRoute({ method: 'GET', path: '/api/csrf.php', rate: 'read', lenientQuery: true }),
      handler: readCsrfToken,
    },
    {
      route: defineRoute({ method: 'POST', path: '/api/v1/session/password', rate: 'write', bodyLimit: SMALL_BODY }),
      handler: changePassword,
    },
    {
      route: defineRoute({
        method: 'POST',
        path: '/api/v1/users/:id/invitation',
        rate: 'write',
        bodyLimit: SMALL_BODY,
      }),
      handler: inviteUser,
    },
  ];
}
