import { Button, CloseButton, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Share } from '#shared/objects/shares.ts';
import { shares as sharesObject } from '#shared/objects/shares.ts';
import { addShare, removeShare, sharesQuery } from '#web/api/access.ts';
import { failureText } from '#web/api/failure-text.ts';
import type { RecordName } from '#web/api/history.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Note } from '#web/ui/note.tsx';
import classes from './access.module.css';

interface SharesProps {
  record: RecordName;
}

/** With whom a record is shared, and sharing it with one more person or team. */
export function Shares({ record }: SharesProps) {
  const { data: shares = [] } = useQuery(sharesQuery(record));
  return (
    <section aria-labelledby="shares-title" className={classes.shares}>
      <h3 id="shares-title" className={classes.heading}>
        {t('Share it')}
      </h3>
      <NewShare record={record} />
      {shares.length > 0 && (
        <ul className={classes.people}>
          {shares.map((share) => (
            <ShareItem key={share.id} record={record} share={share} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NewShare({ record }: SharesProps) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const [kind, setKind] = useState<'users' | 'teams'>('users');
  const [id, setId] = useState<number | null>(null);
  const [access, setAccess] = useState('read');
  const share = useMutation({
    mutationFn: () => addShare(record, { [kind === 'users' ? 'user_id' : 'team_id']: id, access }),
    onSuccess: ({ changeSetId }) => {
      setId(null);
      notifyWritten(t('Shared'), changeSetId);
      void queries.invalidateQueries();
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (id !== null) share.mutate();
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={t('With whom')}
        value={kind}
        onChange={(next) => {
          setKind(next as typeof kind);
          setId(null);
        }}
        data={[
          { value: 'users', label: t('A person') },
          { value: 'teams', label: t('A team') },
        ]}
      />
      <RelationPicker
        key={kind}
        target={kind}
        size="xs"
        className={classes.picker}
        aria-label={kind === 'users' ? t('A person') : t('A team')}
        value={id}
        onChange={setId}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('May')}
        value={access}
        onChange={setAccess}
        data={[
          { value: 'read', label: t('see it') },
          { value: 'write', label: t('change it') },
        ]}
      />
      <Button type="submit" size="xs" disabled={id === null} loading={share.isPending}>
        {t('Share')}
      </Button>
      {share.error && <Note tone="error">{failureText(share.error)}</Note>}
    </form>
  );
}

function ShareItem({ record, share }: SharesProps & { share: Share }) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const { mutate, isPending } = useMutation({
    mutationFn: () => removeShare(record, share.id),
    onSuccess: ({ changeSetId }) => {
      notifyWritten(t('No longer shared'), changeSetId);
      void queries.invalidateQueries();
    },
  });
  const name = share.user_id === null ? 'team_id' : 'user_id';
  return (
    <li className={classes.person}>
      <span className={classes.name}>
        <FieldValue name={name} field={sharesObject.fields[name]} record={share} />
      </span>
      <span className={classes.right}>{share.access === 'write' ? t('can change it') : t('can see it')}</span>
      <CloseButton size="sm" aria-label={t('Stop sharing')} disabled={isPending} onClick={() => mutate()} />
    </li>
  );
}
