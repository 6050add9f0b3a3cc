import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Activity } from '#shared/objects/activities.ts';
import { markOf } from '#web/fields/option-marks.ts';
import { RelationValue } from '#web/fields/relation-value.tsx';
import { t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import { Markdown } from '#web/ui/markdown.tsx';
import { OptionMark } from '#web/ui/option-mark.tsx';
import { Time } from '#web/ui/time.tsx';
import classes from './timeline.module.css';

interface ActivityEntryProps {
  activity: Activity;
}

/** One activity: who, what, when, and its text. */
export function ActivityEntry({ activity }: ActivityEntryProps) {
  const { fields } = useObject('activities');
  const type = fields.type?.options?.find((one) => one.value === activity.type);
  const typeLabel = type?.label ?? activity.type;
  return (
    <li className={classes.item}>
      <span className={classes.bullet}>{type && <OptionMark {...markOf(type)} />}</span>
      <div className={classes.content}>
        <div className={classes.line}>
          <span className={classes.who}>
            {activity.owner_id !== null && fields.owner_id && (
              <RelationValue id={activity.owner_id} name="owner_id" field={fields.owner_id} record={activity} />
            )}
            <span className={classes.type}>{typeLabel}</span>
            <span aria-hidden="true">·</span>
            <Time value={activity.created_at} />
          </span>
          <ItemMenu activity={activity} />
        </div>
        {activity.subject !== typeLabel && <h3>{activity.subject}</h3>}
        <div className={classes.text}>
          <Markdown text={activity.body} />
        </div>
      </div>
    </li>
  );
}

function ItemMenu({ activity }: ActivityEntryProps) {
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const mayChange = useCan('activities', 'update');
  if (!mayChange) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('Actions for {name}', { name: activity.subject })}
          >
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setOpen('edit')}>
            {t('Edit')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setOpen('delete')}>
            {t('Delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && (
        <RecordDialog
          object="activities"
          record={activity}
          only={['type', 'subject', 'body']}
          onSaved={(_, changeSetId) => {
            setOpen(null);
            notifyWritten(t('Activity saved'), changeSetId);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'delete' && (
        <DeleteRecord
          object="activities"
          record={activity}
          onDeleted={() => setOpen(null)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
