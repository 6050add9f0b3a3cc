import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId } from 'react';
import type { ConversionPart } from '#web/api/conversion.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { toInput } from '#web/fields/form-values.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { DuplicateNote } from '#web/records/duplicate-note.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import classes from './conversion.module.css';
import { type ConversionState, type Mode, partObjects } from './use-conversion.ts';

interface ConversionPartFieldsProps {
  part: ConversionPart;
  state: ConversionState;
}

/** One thing that a lead becomes: a new record, one that there is, or nothing. */
export function ConversionPartFields({ part, state }: ConversionPartFieldsProps) {
  const object = partObjects[part];
  const [one] = useObject(object).label;
  const titleId = useId();
  const mayCreate = useCan(object, 'create');
  const { mode, id } = state.parts[part];
  const modes: { value: Mode; label: string }[] = [
    ...(mayCreate ? [{ value: 'new' as const, label: t('New') }] : []),
    { value: 'existing', label: t('Existing') },
    { value: 'none', label: t('None') },
  ];
  return (
    <section className={classes.part} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h3 id={titleId}>{one}</h3>
        <SegmentedControl
          size="xs"
          aria-labelledby={titleId}
          data={modes}
          value={mode}
          onChange={(next) => state.change(part, { mode: next as Mode })}
        />
      </div>
      {mode === 'new' && <NewPart part={part} state={state} />}
      {mode === 'existing' && (
        <RelationPicker
          target={object}
          aria-label={t('Existing {one}', { one: inSentence(one) })}
          value={id}
          onChange={(chosen) => state.change(part, { id: chosen })}
          error={state.errors[`${part}.id`]}
        />
      )}
    </section>
  );
}

function NewPart({ part, state }: ConversionPartFieldsProps) {
  const { values } = state.parts[part];
  const fields = state.fields[part];
  const [typed] = useDebouncedValue(values, 300);
  const like = Object.entries(toInput(fields, typed)).filter(([, value]) => typeof value === 'string' && value !== '');
  return (
    <div className={classes.fields}>
      {Object.entries(fields).map(([name, field]) => (
        <FieldInput
          key={name}
          name={`${part}.${name}`}
          field={field}
          value={values[name] ?? ''}
          onChange={(value) => state.setValue(part, name, value)}
          error={state.errors[`${part}.create.${name}`]}
        />
      ))}
      {part !== 'opportunity' && (
        <DuplicateNote
          object={partObjects[part]}
          like={Object.fromEntries(like)}
          onUse={(id) => state.change(part, { mode: 'existing', id })}
        />
      )}
    </div>
  );
}
