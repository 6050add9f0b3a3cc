import { email } from '#shared/fields/email.ts';
import type { Field, Option } from '#shared/fields/field.ts';
import { text } from '#shared/fields/text.ts';
import type { Permission, Role } from '#shared/permissions.ts';
import type { Preferences } from './preferences.ts';

/** Passwords are neither trimmed nor capped below what people paste; what makes one too weak is decided by the server. */
export const passwordRule = { min: 10, max: 256 };

/** Fields of the sign-in form, `POST /login`. The password is read apart: no character of it may be trimmed. */
export const loginFields = {
  email: email({ required: true, label: 'Email' }),
};

/** Fields of the sign-up form, `POST /signup`. */
export const signupFields = {
  organization: text({ required: true, max: 100, label: 'Organization' }),
  name: text({ required: true, max: 100, label: 'Your name' }),
  email: email({ required: true, label: 'Email' }),
  invitation: text({ max: 100, label: 'Invitation' }),
};

export interface SessionUser {
  id: number;
  name: string;
  email: string;
  role: Role;
}

/** What the tenant's definitions say to the web app. */
export interface SessionSettings {
  /** What the user's role may do, by object. */
  permissions: Record<string, Permission>;
  /** Choices of the tenant's option fields, by object and field. */
  options: Record<string, Record<string, Option[]>>;
  /** Fields that the tenant has added or reworded, by object and key. */
  fields: Record<string, Record<string, Field>>;
}

/** `GET /api/v1/session`: who is signed in, and what the web app needs to draw itself for them. */
export interface Session extends SessionSettings {
  user: SessionUser;
  preferences: Preferences;
  organization: { name: string };
  csrf_token: string;
}

/** `GET /api/v1/setup`, for visitors: whether an organization can be created here. */
export interface Setup {
  signup: 'open' | 'closed' | 'invite';
  /** Nobody has used this installation yet. */
  first_run: boolean;
  /** Cookies travel without `Secure`: the page says so. */
  insecure: boolean;
}

/** `POST /login`, `POST /signup` and `POST /join` with JSON. */
export interface SignedIn {
  user: SessionUser;
  csrf_token: string;
}
