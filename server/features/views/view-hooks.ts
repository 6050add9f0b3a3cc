import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import { readingOf } from '#server/records/list-query.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { shownByOwnerErrors } from '#server/records/shown-by-owner.ts';
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
  return {
    ...errors,
    ...sortErrors(object, values.sort),
    ...(await shownByOwnerErrors(work, { objectName: 'views', values: view, before })),
  };
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
