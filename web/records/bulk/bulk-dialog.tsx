import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { type FormValue, toInput } from '#web/fields/form-values.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';

interface BulkDialogProps {
  definition: ObjectDefinition;
  /** The field to change, where that is settled. */
  only?: string;
  countText: string;
  busy: boolean;
  onChange: (data: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Gives one field of all chosen records a value; an empty one takes the value away. */
export function BulkDialog({ definition, only, countText, busy, onChange, onClose }: BulkDialogProps) {
  const names = Object.keys(definition.fields).filter((name) => isChangeable(definition, name));
  const [name, setName] = useState(only ?? names[0] ?? '');
  const [value, setValue] = useState<FormValue>('');
  const given = definition.fields[name];
  // Whether it may be empty is said by the server, for each field alike.
  const field = given && { ...given, required: false };
  const title = t('Change {count} {many}', { count: countText, many: inSentence(definition.label[1]) });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (field) onChange(toInput({ [name]: field }, { [name]: value }));
        }}
      >
        <Stack gap="sm">
          {!only && (
            <Select
              label={t('Field')}
              searchable
              allowDeselect={false}
              data={names.map((one) => ({ value: one, label: definition.fields[one]?.label ?? one }))}
              value={name}
              onChange={(next) => {
                if (!next) return;
                setName(next);
                setValue(definition.fields[next]?.kind === 'boolean' ? false : '');
              }}
            />
          )}
          {field && <FieldInput key={name} name={name} field={field} value={value} onChange={setValue} autoFocus />}
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Change all')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function isChangeable({ fields }: ObjectDefinition, name: string): boolean {
  const field = fields[name];
  return field !== undefined && !field.readOnly && field.kind !== 'json' && field.kind !== 'entries' && !field.unique;
}
