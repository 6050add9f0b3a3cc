import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';

interface Shared {
  own: ObjectDefinition;
  record: AnyRecord;
  target: ObjectDefinition;
}

/** What a new record has in common with the one on whose page it is made: a deal's new contact works at the deal's company. */
export function sharedRelations({ own, record, target }: Shared): Record<string, unknown> {
  const names = Object.keys(target.fields).filter((name) => {
    const [theirs, ours] = [target.fields[name], own.fields[name]];
    return theirs?.kind === 'relation' && !theirs.readOnly && !theirs.defaultToUser && ours?.target === theirs.target;
  });
  return Object.fromEntries(names.filter((name) => record[name] != null).map((name) => [name, record[name]]));
}
