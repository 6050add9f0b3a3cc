import type { ObjectName } from '#shared/objects/registry.ts';

/** A record that somebody has changed. */
export interface LiveChange {
  object: ObjectName;
  record_id: number;
  action: 'create' | 'update' | 'delete' | 'restore' | 'purge';
  change_set_id: number;
  user_id: number | null;
}
