import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { messageAnswer } from '#shared/api/answers.ts';
import { defineRoute } from '#shared/route.ts';
import { changePassword } from './change-password.ts';
import { backToForm } from './form-failure.ts';
import { joinTenant } from './join.ts';
import { changeProfile } from './own-profile.ts';
import { readCsrfToken, readSession, type SettingsOf, signOut } from './session-routes.ts';
import { readSetup } from './setup.ts';
import {
  csrfToken,
  joinBody,
  loginBody,
  passwordBody,
  profileBody,
  session,
  setup,
  signedIn,
  signupBody,
} from './shapes.ts';
import { signIn } from './sign-in.ts';
import { type CreateTenant, signUp } from './sign-up.ts';

/** What these routes need from parts beside this one. */
export interface AuthDeps {
  createTenant: CreateTenant;
  settingsOf: SettingsOf;
}

/** Credentials are short; nobody gets to send more before we know them. */
const SMALL_BODY = 16 * 1024;

const topic = 'Session';

/** Forms of visitors: they sign in with it, so there is no session yet that a CSRF token could belong to. */
const visitorForm = {
  method: 'POST',
  topic,
  public: true,
  withoutCsrf: true,
  form: true,
  rate: 'visit',
  bodyLimit: SMALL_BODY,
  answer: signedIn,
} as const;

/** Sign-up, sign-in, sessions and passwords. */
export function authRoutes({ createTenant, settingsOf }: AuthDeps): HttpRoute[] {
  return [...visitorRoutes(createTenant), ...sessionRoutes(settingsOf)];
}

function visitorRoutes(createTenant: CreateTenant): HttpRoute[] {
  return [
    {
      route: defineRoute({ ...visitorForm, path: '/login', summary: 'Sign in', body: loginBody }),
      handler: (app, input, before) => backToForm('/login', input, () => signIn(app, input, before)),
    },
    {
      route: defineRoute({
        ...visitorForm,
        path: '/signup',
        summary: 'Create an organization and sign in',
        body: signupBody,
        status: 201,
      }),
      handler: (app, input, before) => backToForm('/signup', input, () => signUp(app, createTenant, { input, before })),
    },
    {
      route: defineRoute({
        ...visitorForm,
        path: '/join',
        summary: 'Set a password with the link of an admin and sign in',
        body: joinBody,
      }),
      handler: (app, input, before) => backToForm('/join', input, () => joinTenant(app, input, before)),
    },
    {
      route: defineRoute({
        method: 'GET',
        path: '/api/v1/setup',
        topic,
        summary: 'Whether an organization can be created here',
        answer: setup,
        public: true,
        rate: 'visit',
      }),
      handler: readSetup,
    },
  ];
}

function sessionRoutes(settingsOf: SettingsOf): HttpRoute[] {
  const writing = { method: 'POST', topic, rate: 'write', bodyLimit: SMALL_BODY } as const;
  return [
    {
      route: defineRoute({ ...writing, path: '/logout', summary: 'Sign out', answer: messageAnswer, form: true }),
      handler: signOut,
    },
    {
      route: defineRoute({
        method: 'GET',
        path: '/api/v1/session',
        topic,
        summary: 'Who is signed in, with what rights',
        answer: session,
        rate: 'read',
      }),
      handler: (ctx: Ctx) => readSession(ctx, settingsOf),
    },
    {
      route: defineRoute({
        ...writing,
        method: 'PATCH',
        path: '/api/v1/session',
        summary: 'Change one’s own name, language, time zone and theme',
        body: profileBody,
        answer: session,
      }),
      handler: (ctx: Ctx, input: Input) => changeProfile(ctx, input, (now) => readSession(now, settingsOf)),
    },
    {
      route: defineRoute({
        method: 'GET',
        path: '/api/csrf.php',
        topic,
        summary: 'A fresh CSRF token',
        answer: csrfToken,
        rate: 'read',
        lenientQuery: true,
      }),
      handler: readCsrfToken,
    },
    {
      route: defineRoute({
        ...writing,
        path: '/api/v1/session/password',
        summary: 'Change the password; all other sessions end',
        body: passwordBody,
        answer: signedIn,
      }),
      handler: changePassword,
    },
  ];
}
