import { Button, Radio } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { type FormValues, toInput } from '#web/fields/form-values.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { Note } from '#web/ui/note.tsx';
import classes from './conflict-choice.module.css';
import { type Choices, contestedFields } from './conflicts.ts';

interface ConflictChoiceProps {
  /** What the record is called, such as `Lead`. */
  one: string;
  fields: Fields;
  /** What was typed, over what the record was when the typing began. */
  mine: FormValues;
  before: FormValues;
  /** The record as somebody else has saved it meanwhile. */
  theirs: AnyRecord;
  isSaving: boolean;
  onResolve: (choices: Choices) => void;
}

/** Shows what differs between what was typed and what somebody else has saved, and lets the person choose field by field. */
export function ConflictChoice({ one, fields, mine, before, theirs, isSaving, onResolve }: ConflictChoiceProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const contested = contestedFields(fields, { mine, before, theirs });
  const [choices, setChoices] = useState<Choices>(() => Object.fromEntries(contested.map((name) => [name, 'mine'])));
  const title = t('Somebody else has changed this {one} meanwhile', { one: inSentence(one) });
  return (
    <Note
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={title}
      className={classes.conflict}
      tone="warning"
      icon={<IconGitMerge size={18} aria-hidden="true" />}
      title={title}
    >
      <p>
        {contested.length > 0
          ? t('Nothing you typed is lost. Choose what to keep.')
          : t('You have changed other fields: both can be kept.')}
      </p>
      {contested.map((name) => (
        <FieldChoice
          key={name}
          name={name}
          field={fields[name] as Field}
          theirs={theirs}
          mine={toInput(fields, mine)}
          value={choices[name] ?? 'mine'}
          onChange={(choice) => setChoices({ ...choices, [name]: choice })}
        />
      ))}
      <Button size="xs" mt="sm" onClick={() => onResolve(choices)} loading={isSaving}>
        {t('Save this choice')}
      </Button>
    </Note>
  );
}

interface FieldChoiceProps {
  name: string;
  field: Field;
  theirs: Readonly<Record<string, unknown>>;
  mine: Readonly<Record<string, unknown>>;
  value: Choices[string];
  onChange: (choice: Choices[string]) => void;
}

function FieldChoice({ name, field, theirs, mine, value, onChange }: FieldChoiceProps) {
  const shown = (record: Readonly<Record<string, unknown>>) =>
    (record[name] ?? '') === '' ? t('empty') : <FieldValue name={name} field={field} record={record} />;
  return (
    <Radio.Group
      label={field.label}
      value={value}
      onChange={(next) => onChange(next as Choices[string])}
      className={classes.field}
    >
      <Radio value="mine" label={<ChoiceLabel whose={t('Mine')}>{shown(mine)}</ChoiceLabel>} />
      <Radio value="theirs" label={<ChoiceLabel whose={t('Theirs')}>{shown(theirs)}</ChoiceLabel>} />
    </Radio.Group>
  );
}

function ChoiceLabel({ whose, children }: { whose: string; children: React.ReactNode }) {
  return (
    <>
      <span className={classes.whose}>{whose}</span> {children}
    </>
  );
}
