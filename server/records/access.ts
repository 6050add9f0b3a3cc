import type { Ctx } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';
import { type Action, can } from '#shared/permissions.ts';
import type { CompiledObject } from './definition.ts';

/** Refuses what the user's role may not do with an object's records. */
export function requireAccess(ctx: Ctx, object: CompiledObject, action: Action): void {
  if (!can(ctx.user.role, object.access, action)) throw appError('forbidden');
}
