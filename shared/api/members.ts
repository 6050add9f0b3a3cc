import type { ObjectName } from '#shared/objects/registry.ts';

/** `GET /api/v1/invitations`: a link that somebody can still join with. */
export interface Invitation {
  /** The member whom it is for. */
  id: number;
  name: string;
  email: string;
  role: string;
  /** It sets a new password, not the first one. */
  has_joined: boolean;
  created_at: string;
  expires_at: string;
}

/** `GET /api/v1/sign-ins`: whether a member has joined, and when they were last here. */
export interface SignIns {
  user_id: number;
  has_joined: boolean;
  last_seen_at: string | null;
}

/** Whose records are handed over when their owner leaves. Activities stay: they tell who did them. */
export const handoverObjects = [
  'leads',
  'contacts',
  'companies',
  'opportunities',
  'tasks',
] as const satisfies readonly ObjectName[];
