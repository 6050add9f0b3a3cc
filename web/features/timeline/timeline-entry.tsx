import type { Activity } from '#shared/objects/activities.ts';
import { isChange, type TimelineEntry } from '#web/api/timeline.ts';
import { ActivityEntry } from './activity-entry.tsx';
import { ChangeEntry } from './change-entry.tsx';
import { RecordEntry } from './record-entry.tsx';

interface TimelineEntryItemProps {
  entry: TimelineEntry;
}

/** One entry of a timeline, as its kind is shown. */
export function TimelineEntryItem({ entry }: TimelineEntryItemProps) {
  if (isChange(entry)) return <ChangeEntry change={entry.change} />;
  if (entry.kind === 'activities') return <ActivityEntry activity={entry.record as unknown as Activity} />;
  return <RecordEntry object={entry.kind} record={entry.record} />;
}
