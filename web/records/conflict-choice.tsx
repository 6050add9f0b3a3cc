import { Button, Group } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { toFormValues, toInput } from '#web/fields/form-values.ts';
import { Note } from '#web/ui/note.tsx';
import classes from './conflict-choice.module.css';
import type { RecordFormState } from './use-record-form.ts';

interface ConflictChoiceProps {
  state: RecordFormState;
  /** The record as somebody else has saved it meanwhile. */
  theirs: AnyRecord;
}

/** Shows what differs between what was typed and what somebody else has saved, and lets the person choose. */
export function ConflictChoice({ state, theirs }: ConflictChoiceProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const one = state.definition.label[0].toLowerCase();
  return (
    <Note
      ref={box}
      tabIndex={-1}
      role="alertdialog"
      aria-label={`This ${one} was changed meanwhile`}
      className={classes.conflict}
      tone="warning"
      icon={<IconGitMerge size={18} aria-hidden="true" />}
      title={`Somebody else has changed this ${one} meanwhile`}
    >
      <p>Nothing you typed is lost. Choose what to keep.</p>
      <Differences state={state} theirs={theirs} />
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={state.saveOverTheirs} loading={state.isSaving}>
          Save mine over theirs
        </Button>
        <Button size="xs" variant="default" onClick={state.takeTheirs}>
          Take theirs
        </Button>
      </Group>
    </Note>
  );
}

function Differences({ state, theirs }: ConflictChoiceProps) {
  const { fields, form, base } = state;
  const now = toFormValues(fields, theirs);
  const before = toFormValues(fields, base ?? {});
  // Fields that only they have changed keep their value either way.
  const contested = Object.keys(fields).filter(
    (name) => form.values[name] !== now[name] && form.values[name] !== before[name],
  );
  if (contested.length === 0) return null;
  const mine = toInput(fields, form.values);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Theirs</th>
          <th scope="col">Mine</th>
        </tr>
      </thead>
      <tbody>
        {contested.map((name) => {
          const field = fields[name];
          if (!field) return null;
          return (
            <tr key={name}>
              <th scope="row">{field.label}</th>
              <td>{theirs[name] === null ? '–' : <FieldValue name={name} field={field} record={theirs} />}</td>
              <td>
                {field.kind === 'money' ? (
                  String(form.values[name])
                ) : (
                  <FieldValue name={name} field={field} record={mine} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
