import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import { readingOf } from '#server/records/list-query.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { readSort } from '#server/records/sort.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { checkView } from '#shared/views.ts';

type Values = Readonly<Record<string, unknown>>;

/** Views name only what whoever writes them sees, and belong to who makes them. */
export const viewHooks: Hooks = { beforeWrite: checkWrite };

async function checkWrite(work: Work, values: Values, before: AnyRecord | null): Promise<FieldErrors> {
  const objects = await objectsFor(work.ctx);
  if (before && Object.hasOwn(values, 'object') && values.object !== before.object) {
    return { object: 'A view stays with its object: make another one' };
  }
  const object = objects.get(String(values.object ?? before?.object));
  if (!object?.routes || object.permission.read === 'none') {
    const known = [...objects.values()].filter((one) => one.routes && one.permission.read !== 'none');
    return { object: `Object must be one of ${known.map((one) => one.name).join(', ')}` };
  }
  const errors = checkView(await readingOf(work.ctx), object, values);
  const view = { ...before, ...values };
  if (view.layout === 'board' && !view.board_by) errors.board_by ??= 'A board needs the field that its columns are of';
  return { ...errors, ...sortErrors(object, values.sort), ...(await ownerErrors(work, view, before)) };
}

function sortErrors(object: CompiledObject, sort: unknown): FieldErrors {
  if (typeof sort !== 'string') return {};
  try {
    readSort(object, sort);
    return {};
  } catch (error) {
    if (error instanceof AppError && error.details.errors) return error.details.errors;
    throw error;
  }
}

/** Nobody puts views among those of others unless they may change those; a team's view needs a team. */
async function ownerErrors({ ctx, viewer }: Work, view: Values, before: AnyRecord | null): Promise<FieldErrors> {
  const owner = view.owner_id;
  const { permission } = await objectFor(ctx, 'views');
  const isMine = owner === ctx.user.id || ctx.user.id === null;
  if (!isMine && owner !== before?.owner_id && permission.update !== 'all') {
    return { owner_id: 'A view belongs to whoever makes it' };
  }
  if (view.visibility !== 'team' || typeof owner !== 'number' || viewer.people.teamsAbove(owner).length > 0) return {};
  return { visibility: 'Visibility can be team only while the owner is in a team' };
}
