import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Field, Option } from '#shared/fields/field.ts';
import { readInput } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { type FormValues, toFormValues, toInput } from '#web/fields/form-values.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';

/** Fields that say how a record ended. */
export interface ClosingFields {
  /** The day on which it was closed. */
  date: string;
  /** Why it was lost. */
  reason: string;
}

interface CloseDialogProps {
  definition: ObjectDefinition;
  closing: ClosingFields;
  record: AnyRecord;
  /** How it ends. */
  option: Option;
  onClose: () => void;
  onDone: (more: Readonly<Record<string, unknown>>) => void;
}

/** Asks when a record was won or lost, and why it was lost, before it is moved there. */
export function CloseDialog({ definition, closing, record, option, onClose, onDone }: CloseDialogProps) {
  const isLost = option.type === 'lost';
  const names = isLost ? [closing.reason, closing.date] : [closing.date];
  const fields = Object.fromEntries(
    names.flatMap((name) => {
      const field = definition.fields[name];
      return field && !field.readOnly
        ? [[name, { ...field, required: isLost && name === closing.reason } as Field]]
        : [];
    }),
  );
  const [values, setValues] = useState<FormValues>(() =>
    toFormValues(fields, { ...record, [closing.date]: localDay(new Date()) }),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  function submit(event: FormEvent) {
    event.preventDefault();
    const input = toInput(fields, values);
    const problems = readInput(fields, input, 'update').errors;
    setErrors(problems);
    if (Object.keys(problems).length === 0) onDone(input);
  }
  const title = String(record[definition.title]);
  return (
    <Dialog title={isLost ? t('Lost: {title}', { title }) : t('Won: {title}', { title })} onClose={onClose} isQuestion>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {Object.entries(fields).map(([name, field], at) => (
            <FieldInput
              key={name}
              name={name}
              field={field}
              value={values[name] ?? ''}
              onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              error={errors[name]}
              autoFocus={at === 0}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit">{isLost ? t('Mark as lost') : t('Mark as won')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The day as the person's calendar has it, `YYYY-MM-DD`. */
function localDay(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
