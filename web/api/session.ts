import type { Success } from '#shared/api/envelope.ts';
import type { Preferences } from '#shared/api/preferences.ts';
import type { Session, Setup, SignedIn } from '#shared/api/session.ts';
import { call, setCsrfToken } from './client.ts';

export async function getSetup(): Promise<Setup> {
  return (await call<Success<Setup>>('/api/v1/setup', { visitor: true })).data;
}

export async function getSession(): Promise<Session> {
  const { data } = await call<Success<Session>>('/api/v1/session');
  setCsrfToken(data.csrf_token);
  return data;
}

/** Changes one's own name and preferences. */
export async function changeProfile(input: Partial<Preferences> & { name?: string }): Promise<Session> {
  const { data } = await call<Success<Session>>('/api/v1/session', { method: 'PATCH', body: input });
  setCsrfToken(data.csrf_token);
  return data;
}

export function signIn(input: { email: string; password: string }): Promise<SignedIn> {
  return enter('/login', input);
}

export interface SignUpInput {
  organization: string;
  name: string;
  email: string;
  password: string;
  invitation?: string;
}

export function signUp(input: SignUpInput): Promise<SignedIn> {
  return enter('/signup', input);
}

/** A person whom an admin has invited sets the first password. */
export function join(input: { token: string; password: string }): Promise<SignedIn> {
  return enter('/join', input);
}

export async function signOut(): Promise<void> {
  await call('/logout', { method: 'POST', visitor: true });
}

export async function changePassword(input: { current_password: string; new_password: string }): Promise<void> {
  const { data } = await call<Success<SignedIn>>('/api/v1/session/password', { method: 'POST', body: input });
  setCsrfToken(data.csrf_token);
}

async function enter(path: string, body: object): Promise<SignedIn> {
  const { data } = await call<Success<SignedIn>>(path, { method: 'POST', body, visitor: true });
  setCsrfToken(data.csrf_token);
  return data;
}
