import type { Work } from '#server/records/change-set.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import { readingOf } from '#server/records/list-query.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { shownByOwnerErrors } from '#server/records/shown-by-owner.ts';
import { checkCharts } from '#shared/charts.ts';
import type { FieldErrors } from '#shared/fields/input.ts';

type Values = Readonly<Record<string, unknown>>;

/** Charts name only what whoever writes them sees, and belong to who makes them. */
export const dashboardHooks: Hooks = { beforeWrite: checkWrite };

async function checkWrite(work: Work, values: Values, before: AnyRecord | null): Promise<FieldErrors> {
  const objects = await objectsFor(work.ctx);
  const { calendar } = await readingOf(work.ctx);
  const definitions = (name: string) => {
    const object = objects.get(name);
    return object?.routes && object.permission.read !== 'none' ? object : undefined;
  };
  const shown = { objectName: 'dashboards', values: { ...before, ...values }, before };
  return {
    ...(Array.isArray(values.charts) ? checkCharts({ definitions, calendar }, values.charts) : {}),
    ...(await shownByOwnerErrors(work, shown)),
  };
}
