import { userHooks } from './features/auth/user-hooks.ts';
import type { HooksByObject } from './records/hooks.ts';

/** What is special about single record types, by object name. */
export const hooks: HooksByObject = { users: userHooks };
