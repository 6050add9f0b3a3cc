import { IconSquareCheck } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { TickBox } from '#web/records/tick-box.tsx';
import { useObject } from '#web/records/use-object.ts';
import { Time } from '#web/ui/time.tsx';
import classes from './timeline.module.css';

interface RecordEntryProps {
  object: ObjectName;
  record: AnyRecord;
}

/** A record that belongs to the one of the page, such as a task: by its title, with what tells it apart. */
export function RecordEntry({ object, record }: RecordEntryProps) {
  const definition = useObject(object);
  const { owner_id: owner } = definition.fields;
  const details = definition.subtitle.filter((name) => hasValue(record[name]));
  return (
    <li className={classes.item}>
      <span className={classes.bullet}>
        <IconSquareCheck size={14} stroke={1.8} aria-hidden="true" />
      </span>
      <div className={classes.content}>
        <div className={classes.line}>
          <span className={classes.who}>
            {owner && typeof record.owner_id === 'number' && (
              <FieldValue name="owner_id" field={owner} record={record} />
            )}
            <span>{definition.label[0]}</span>
            <span aria-hidden="true">·</span>
            <Time value={record.created_at} />
          </span>
        </div>
        <p className={classes.title}>
          <TickBox definition={definition} record={record} />
          <RecordLink object={object} id={record.id} className={classes.link}>
            {String(record[definition.title])}
          </RecordLink>
        </p>
        {details.length > 0 && (
          <p className={classes.details}>
            {details.map((name) => {
              const field = definition.fields[name];
              return (
                field && (
                  <span key={name}>
                    <FieldValue name={name} field={field} record={record} />
                  </span>
                )
              );
            })}
          </p>
        )}
      </div>
    </li>
  );
}
