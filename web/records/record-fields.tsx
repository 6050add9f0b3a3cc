import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import classes from './record-fields.module.css';
import { useObject } from './use-object.ts';

interface RecordFieldsProps {
  object: ObjectName;
  record: AnyRecord;
}

/** All fields of a record with their values. */
export function RecordFields({ object, record }: RecordFieldsProps) {
  const definition = useObject(object);
  const isEmpty = (name: string) => !hasValue(record[name]);
  const names = [
    ...Object.keys(definition.fields).filter(
      // What the system sets later, such as what a lead became, is nothing that one could have left out.
      (name) => name !== definition.title && !(definition.fields[name]?.readOnly && isEmpty(name)),
    ),
    'created_at',
    'updated_at',
  ];
  return (
    <dl className={classes.fields}>
      {names.map((name) => {
        const field = definition.allFields[name] as Field;
        return (
          <div key={name}>
            <dt>{field.label}</dt>
            <dd>
              {isEmpty(name) ? (
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
