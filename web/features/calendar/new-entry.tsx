import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import type { Entry } from './use-entries.ts';

interface NewEntryProps {
  /** When it is to be. */
  at: string;
  onClose: () => void;
}

const meetingFields = [
  'subject',
  'body',
  'starts_at',
  'duration_minutes',
  'lead_id',
  'opportunity_id',
  'company_id',
  'contact_id',
  'owner_id',
];
const taskFields = [
  'title',
  'due_at',
  'priority',
  'lead_id',
  'opportunity_id',
  'company_id',
  'contact_id',
  'owner_id',
  'body',
];

/** A new task or meeting at a time of the calendar. */
export function NewEntry({ at, onClose }: NewEntryProps) {
  const [kind, setKind] = useState<Entry['object']>('tasks');
  const notifyWritten = useNotifyWritten();
  const isTask = kind === 'tasks';
  return (
    <RecordDialog
      key={kind}
      object={kind}
      title={isTask ? t('New task') : t('New meeting')}
      action={isTask ? t('Create task') : t('Create meeting')}
      only={isTask ? taskFields : ['type', ...meetingFields]}
      preset={isTask ? { due_at: at } : { type: 'MEETING', subject: t('Meeting'), starts_at: at, duration_minutes: 60 }}
      above={
        <SegmentedControl
          fullWidth
          mb="md"
          aria-label={t('What is added')}
          data={[
            { value: 'tasks', label: t('Task') },
            { value: 'activities', label: t('Meeting') },
          ]}
          value={kind}
          onChange={(next) => setKind(next as Entry['object'])}
        />
      }
      onClose={onClose}
      onSaved={(_, changeSetId) => {
        onClose();
        notifyWritten(isTask ? t('Task created') : t('Meeting created'), changeSetId);
      }}
    />
  );
}

/** The form of a task or meeting that is there. */
export function EditEntry({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const notifyWritten = useNotifyWritten();
  const isTask = entry.object === 'tasks';
  return (
    <RecordDialog
      object={entry.object}
      title={isTask ? t('Edit task') : t('Edit meeting')}
      record={entry.record}
      only={isTask ? [...taskFields, 'done'] : meetingFields}
      onClose={onClose}
      onSaved={(_, changeSetId) => {
        onClose();
        if (changeSetId !== null) notifyWritten(t('Saved'), changeSetId);
      }}
    />
  );
}
