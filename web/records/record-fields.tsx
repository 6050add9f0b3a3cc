import { useRef, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { isListed } from '#web/fields/is-listed.ts';
import { t } from '#web/language/translate.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { EditableField } from './editable-field.tsx';
import { FieldPresence } from './presence/field-presence.tsx';
import classes from './record-fields.module.css';
import { useCan, useObject } from './use-object.ts';
import type { Refusal } from './use-save-field.ts';

interface RecordFieldsProps {
  object: ObjectName;
  record: AnyRecord;
}

/** All fields of a record with their values, each changed right where it stands. Tab goes on to the next. */
export function RecordFields({ object, record }: RecordFieldsProps) {
  const definition = useObject(object);
  const mayChange = useCan(object, 'update');
  const [editing, setEditing] = useState<Editing | null>(null);
  const now = useRef(editing);
  const edit = (next: Editing | null) => {
    now.current = next;
    setEditing(next);
  };
  /** Back to what was refused, unless something else is being typed already. */
  function reopen(refusal: Refusal) {
    if (!now.current) return edit(refusal);
    const label = definition.fields[refusal.name]?.label ?? refusal.name;
    notifyError(t('{field} was not changed', { field: label }), new Error(refusal.error));
  }
  const names = shownFields(definition, record);
  const editable = names.filter((name) => mayChange && isEditable(definition.fields[name]));
  const beside = (name: string, step: number): Editing | null => {
    const next = step === 0 ? undefined : editable[editable.indexOf(name) + step];
    return next === undefined ? null : { name: next };
  };
  return (
    <dl className={classes.fields}>
      {names.map((name) => {
        const field = definition.allFields[name] as Field;
        return (
          <div key={name}>
            <dt>
              {field.label}
              <FieldPresence name={name} />
            </dt>
            <dd>
              {editable.includes(name) ? (
                <EditableField
                  object={object}
                  record={record}
                  name={name}
                  field={field}
                  editing={editing?.name === name ? editing : null}
                  onEdit={() => edit({ name })}
                  onDone={(step) => now.current?.name === name && edit(beside(name, step))}
                  onRefused={reopen}
                />
              ) : isEmpty(record, name) ? (
                <span className={classes.none}>{t('Not set')}</span>
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

/** The field that is an input right now, with what came of saving it before. */
export type Editing = Pick<Refusal, 'name'> & Partial<Refusal>;

function shownFields({ fields }: ObjectDefinition, record: AnyRecord): string[] {
  // What the system sets later, such as what a lead became, is nothing that one could have left out.
  const own = Object.keys(fields).filter(
    (name) =>
      fields[name]?.kind !== 'json' && !isListed(fields, name) && !(fields[name]?.readOnly && isEmpty(record, name)),
  );
  return [...own, 'created_at', 'updated_at'];
}

function isEditable(field: Field | undefined): boolean {
  return field !== undefined && !field.readOnly;
}

function isEmpty(record: AnyRecord, name: string): boolean {
  return !hasValue(record[name]);
}
