import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useRemoveRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { embedded } from '#web/fields/related.ts';
import { t } from '#web/language/translate.ts';
import { EditableField } from '#web/records/editable-field.tsx';
import { OptionMenu } from '#web/records/option-menu.tsx';
import type { Editing } from '#web/records/record-fields.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import classes from './links.module.css';

interface LinkRowProps {
  object: ObjectName;
  /** The relation at whose end the one is that is shown. */
  to: string;
  link: AnyRecord;
}

/** One that takes part: who, as what, and how to reach them. */
export function LinkRow({ object, to, link }: LinkRowProps) {
  const target = useObject(useObject(object).fields[to]?.target as ObjectName);
  const one = embedded(link, to);
  const title = one ? String(one[target.title]) : `#${link[to]}`;
  const ways = Object.entries(target.fields).filter(
    ([name, { kind }]) => (kind === 'email' || kind === 'phone') && one && hasValue(one[name]),
  );
  return (
    <li className={classes.row}>
      <Avatar name={title} size="md" />
      <div className={classes.one}>
        <div className={classes.line}>
          <RecordLink object={target.name} id={Number(link[to])} className={classes.title}>
            {title}
          </RecordLink>
          <Role object={object} link={link} />
        </div>
        {one && ways.length > 0 && (
          <div className={classes.ways}>
            {ways.map(([name, field]) => (
              <span key={name}>
                <FieldValue name={name} field={field} record={one} withLinks />
              </span>
            ))}
          </div>
        )}
      </div>
      <RemoveLink object={object} link={link} title={title} />
    </li>
  );
}

/** As what, changed right where it stands. */
function Role({ object, link }: { object: ObjectName; link: AnyRecord }) {
  const { title: name, fields } = useObject(object);
  const field = fields[name] as Field;
  const mayChange = useCan(object, 'update');
  const [editing, setEditing] = useState<Editing | null>(null);
  if (field.kind === 'option') return <OptionMenu object={object} record={link} name={name} />;
  if (!mayChange) return <span className={classes.role}>{String(link[name] ?? '')}</span>;
  return (
    <div className={classes.role}>
      <EditableField
        object={object}
        record={link}
        name={name}
        field={field}
        editing={editing}
        onEdit={() => setEditing({ name })}
        onDone={() => setEditing(null)}
        onRefused={setEditing}
      />
    </div>
  );
}

function RemoveLink({ object, link, title }: { object: ObjectName; link: AnyRecord; title: string }) {
  const remove = useRemoveRecord(object);
  const notifyWritten = useNotifyWritten();
  if (!useCan(object, 'delete')) return null;
  const take = () =>
    remove.mutate(link.id, {
      onSuccess: ({ changeSetId }) => notifyWritten(t('{name} removed', { name: title }), changeSetId),
      onError: (error) => notifyError(t('{name} could not be removed', { name: title }), error),
    });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('Remove {name}', { name: title })}
      loading={remove.isPending}
      onClick={take}
    >
      <IconX size={15} />
    </ActionIcon>
  );
}
