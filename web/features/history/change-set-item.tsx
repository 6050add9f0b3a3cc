import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { objects } from '#shared/objects/registry.ts';
import type { ChangeSet } from '#web/api/history.ts';
import { RelationValue } from '#web/fields/relation-value.tsx';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { formatTime } from '#web/ui/format.ts';
import { describeSet, describeWay } from './describe-set.ts';
import classes from './history.module.css';
import { SetChanges } from './set-changes.tsx';
import { UndoButton } from './undo-button.tsx';

interface ChangeSetItemProps {
  set: ChangeSet;
}

/** One change set: who did what, when and through what; opened, every record and field of it. */
export function ChangeSetItem({ set }: ChangeSetItemProps) {
  const [open, setOpen] = useState(false);
  const { user } = useSession();
  const detailsId = useId();
  const what = describeSet(set);
  const mayUndo =
    set.changes > 0 &&
    set.action !== 'setup' &&
    (set.user_id === user.id || user.role === 'admin' || user.role === 'manager');
  return (
    <li className={classes.set} data-open={open || undefined}>
      <div className={classes.line}>
        <UnstyledButton
          className={classes.head}
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={15} aria-hidden="true" className={classes.chevron} />
          <span className={classes.what}>{what}</span>
          <span className={classes.meta}>
            <Who userId={set.user_id} /> · {describeWay(set.via)} ·{' '}
            <time dateTime={set.created_at}>{formatTime(set.created_at)}</time>
          </span>
        </UnstyledButton>
        {mayUndo && <UndoButton changeSetId={set.id} what={what} />}
      </div>
      <div id={detailsId} className={classes.details} hidden={!open}>
        {open && <SetChanges changeSetId={set.id} />}
      </div>
    </li>
  );
}

function Who({ userId }: { userId: number | null }) {
  if (userId === null) return t('Arvelo');
  return <RelationValue id={userId} name="owner_id" field={objects.leads.fields.owner_id} record={{}} />;
}
