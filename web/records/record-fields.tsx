import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import classes from './record-fields.module.css';
import { useObject } from './use-object.ts';

interface RecordFieldsProps {
  object: ObjectName;
  record: AnyRecord;
}

/** All fields of a record with their values. */
export function RecordFields({ object, record }: RecordFieldsProps) {
  const definition = useObject(object);
  const names = [
    ...Object.keys(definition.fields).filter((name) => name !== definition.title),
    'created_at',
    'updated_at',
  ];
  return (
    <dl className={classes.fields}>
      {names.map((name) => {
        const field = definition.allFields[name] as Field;
        const isEmpty = record[name] === null || record[name] === '';
        return (
          <div key={name}>
            <dt>{field.label}</dt>
            <dd>
              {isEmpty ? (
                <span className={classes.none}>Not set</span>
              ) : (
                <FieldValue name={name} field={field} record={record} withLinks />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
