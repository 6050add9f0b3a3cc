import type { Success } from '#shared/api/envelope.ts';
import { call } from './client.ts';

/** A link that lets a user set the first password; the admin hands it over. */
export async function createInvitation(userId: number): Promise<string> {
  const { data } = await call<Success<{ url: string }>>(`/api/v1/users/${userId}/invitation`, { method: 'POST' });
  return data.url;
}
