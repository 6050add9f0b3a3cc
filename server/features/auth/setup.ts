import { isIPv4 } from 'node:net';
import type { App } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import type { Setup } from '#shared/api/session.ts';
import { isSecureFor } from './cookies.ts';
import { hasTenants, signUpMode } from './sign-up-permit.ts';

/** `GET /api/v1/setup`: what the pages for visitors need to know. */
export async function readSetup(app: App, input: Input): Promise<Reply> {
  const isUsed = await hasTenants(app);
  const data: Setup = {
    signup: signUpMode(app, isUsed),
    first_run: !isUsed,
    insecure: !isSecureFor(app, input) && !isLocal(input.header('host') ?? ''),
  };
  return { body: { success: true, data } };
}

/** Between a browser and a server on the same machine nobody listens. */
function isLocal(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
  );
}
