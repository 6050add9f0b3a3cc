import {
  aCount,
  aMoment,
  anId,
  anything,
  aText,
  listOf,
  mapOf,
  named,
  oneOf,
  orNull,
  shape,
} from '#shared/api/json-schema.ts';

const who = { user_id: orNull(anId), via: oneOf(['web', 'api', 'cli', 'system']), created_at: aMoment };

/** One record in one change set: the fields that became others, before and after. */
export const change = named(
  'Change',
  shape({
    id: anId,
    change_set_id: anId,
    object: aText,
    record_id: anId,
    action: oneOf(['create', 'update', 'delete', 'restore', 'purge']),
    before: orNull(mapOf(anything)),
    after: orNull(mapOf(anything)),
    ...who,
  }),
);

/** What was done at once, and to how many records of each object. */
export const changeSet = named(
  'ChangeSet',
  shape({ id: anId, action: aText, changes: aCount, objects: mapOf(aCount), ...who }),
);

export const undone = shape({
  change_set_id: orNull(anId),
  restored: aCount,
  skipped: listOf(shape({ object: aText, id: anId })),
});
