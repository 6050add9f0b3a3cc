import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { objects } from '#shared/objects/registry.ts';
import type { Change } from '#web/api/history.ts';
import { ChangeDetails } from '#web/features/history/change-details.tsx';
import { describeWay } from '#web/features/history/describe-set.ts';
import { UndoButton } from '#web/features/history/undo-button.tsx';
import { FieldValue } from '#web/fields/field-value.tsx';
import { inSentence, msg, t } from '#web/language/translate.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { Time } from '#web/ui/time.tsx';
import classes from './timeline.module.css';

interface ChangeEntryProps {
  change: Change;
}

const words = {
  create: msg('Created'),
  update: msg('Changed {fields}'),
  delete: msg('Deleted'),
  restore: msg('Restored'),
  purge: msg('Deleted for good'),
} as const;

/** A change of the record's own fields: which in a line, from what to what when it is opened. */
export function ChangeEntry({ change }: ChangeEntryProps) {
  const [open, setOpen] = useState(false);
  const { user } = useSession();
  const what = useDescription(change);
  const mayUndo =
    change.action === 'update' && (change.user_id === user.id || user.role === 'admin' || user.role === 'manager');
  return (
    <li className={classes.item} data-kind="change">
      <span className={classes.bullet}>
        <IconPencil size={14} stroke={1.8} aria-hidden="true" />
      </span>
      <div className={classes.content}>
        <div className={classes.line}>
          <span className={classes.who}>
            {change.user_id !== null && (
              <FieldValue name="user_id" field={objects.leads.fields.owner_id} record={{ user_id: change.user_id }} />
            )}
            <UnstyledButton className={classes.disclose} aria-expanded={open} onClick={() => setOpen(!open)}>
              {what}
              <IconChevronRight size={13} aria-hidden="true" />
            </UnstyledButton>
            {change.via !== 'web' && <span>{describeWay(change.via)}</span>}
            <span aria-hidden="true">·</span>
            <Time value={change.created_at} />
          </span>
          {open && mayUndo && <UndoButton changeSetId={change.change_set_id} what={what} />}
        </div>
        {open && (
          <div className={classes.change}>
            <ChangeDetails change={change} />
          </div>
        )}
      </div>
    </li>
  );
}

function useDescription({ object, action, before, after }: Change): string {
  const { fields } = useObject(object);
  if (action !== 'update') return t(words[action]);
  const labels = Object.keys({ ...before, ...after }).flatMap((name) => fields[name]?.label ?? []);
  const shown = labels.slice(0, 3).map(inSentence);
  if (labels.length > 3) shown.push(t('{count} more', { count: labels.length - 3 }));
  return t(words.update, { fields: shown.join(', ') || t('settings') });
}
