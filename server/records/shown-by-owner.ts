import type { FieldErrors } from '#shared/fields/input.ts';
import type { Work } from './change-set.ts';
import { objectFor } from './definition.ts';
import type { AnyRecord } from './record.ts';

type Values = Readonly<Record<string, unknown>>;

interface Shown {
  objectName: string;
  /** The record as it will be. */
  values: Values;
  before: AnyRecord | null;
}

/** Nobody lays what its owner shows among that of others, unless they may change those; a team's needs a team. */
export async function shownByOwnerErrors(
  { ctx, viewer }: Work,
  { objectName, values, before }: Shown,
): Promise<FieldErrors> {
  const owner = values.owner_id;
  const { permission, label } = await objectFor(ctx, objectName);
  const isMine = owner === ctx.user.id || ctx.user.id === null;
  if (!isMine && owner !== before?.owner_id && permission.update !== 'all') {
    return { owner_id: `A ${label[0].toLowerCase()} belongs to whoever makes it` };
  }
  if (values.visibility !== 'team' || typeof owner !== 'number' || viewer.people.teamsAbove(owner).length > 0)
    return {};
  return { visibility: 'Visibility can be team only while the owner is in a team' };
}
