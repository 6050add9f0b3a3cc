import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessQuery, type PersonAccess } from '#web/api/access.ts';
import type { RecordName } from '#web/api/history.ts';
import { t } from '#web/language/translate.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import classes from './access.module.css';
import { useReasonText } from './reasons.ts';
import { Shares } from './shares.tsx';

interface AccessDialogProps {
  record: RecordName;
  onClose: () => void;
}

/** Who can see a record and who can change it, each with the reason; and sharing it with others. */
export function AccessDialog({ record, onClose }: AccessDialogProps) {
  const mayShare = useCan(record.object, 'update');
  return (
    <Dialog title={t('Who can see this')} onClose={onClose} width={560}>
      {mayShare && <Shares record={record} />}
      <People record={record} />
    </Dialog>
  );
}

function People({ record }: { record: RecordName }) {
  const { data, error, refetch } = useQuery(accessQuery(record));
  if (error && !data) {
    return <ErrorState title={t('This could not be loaded')} error={error} onRetry={() => refetch()} />;
  }
  if (!data) return <Skeleton height={120} />;
  return (
    <section aria-labelledby="people-title">
      <h3 id="people-title" className={classes.heading}>
        {t('People')}
      </h3>
      <ul className={classes.people}>
        {data.map((person) => (
          <Person key={person.user_id} record={record} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Person({ record, person }: { record: RecordName; person: PersonAccess }) {
  const reasonText = useReasonText(record.object);
  const role = useObject('users').fields.role?.options?.find(({ value }) => value === person.role)?.label;
  const mayChange = person.change.length > 0;
  const reasons = [...new Set([...person.change, ...person.read])].map(reasonText);
  return (
    <li className={classes.person}>
      <Avatar name={person.name} size="md" />
      <span className={classes.name}>
        {person.name}
        <span className={classes.dim}>{[role ?? person.role, ...reasons].join(' · ')}</span>
      </span>
      <span className={classes.right}>{mayChange ? t('can change it') : t('can see it')}</span>
    </li>
  );
}
