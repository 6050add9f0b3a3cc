import { queryOptions } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import type { Invitation, SignIns } from '#shared/api/members.ts';
import { call, type Written, write } from './client.ts';

/** Links that are still good, and who has joined; for admins. */
export const invitationsQuery = queryOptions({
  queryKey: ['users', 'invitations'],
  queryFn: async ({ signal }) => (await call<Success<Invitation[]>>('/api/v1/invitations', { signal })).data,
});

export const signInsQuery = queryOptions({
  queryKey: ['users', 'sign-ins'],
  queryFn: async ({ signal }) => (await call<Success<SignIns[]>>('/api/v1/sign-ins', { signal })).data,
});

export interface NewMember {
  name: string;
  email: string;
  role: string;
  team_id: number | null;
}

/** Adds a member; answers the link to hand over, which is shown this once. */
export function inviteMember(body: NewMember): Promise<Written<{ id: number; url: string; expires_at: string }>> {
  return write('/api/v1/invitations', { method: 'POST', body });
}

/** A new link for somebody who is a member already: the one before stops working. */
export async function createInvitation(userId: number): Promise<string> {
  const { data } = await call<Success<{ url: string }>>(`/api/v1/users/${userId}/invitation`, { method: 'POST' });
  return data.url;
}

export async function revokeInvitation(userId: number): Promise<void> {
  await call(`/api/v1/invitations/${userId}`, { method: 'DELETE' });
}

export interface Handover {
  /** Whose the records are from now on; null: they stay. */
  to_id: number | null;
  deactivate: boolean;
}

export function handOver(userId: number, body: Handover): Promise<Written<{ changed: number }>> {
  return write(`/api/v1/users/${userId}/handover`, { method: 'POST', body });
}
