import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { addField, changeField, type FieldDescription } from '#web/api/fields.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { FieldForm } from './field-form.tsx';
import { OptionsEditor } from './options-editor.tsx';
import { useFieldDraft } from './use-field-draft.ts';

interface FieldDialogProps {
  object: ObjectName;
  /** The field to change; without one a new field is added. */
  field?: FieldDescription | undefined;
  onClose: () => void;
}

/** Adds a field, or changes what one is called and asks for. */
export function FieldDialog({ object, field, onClose }: FieldDialogProps) {
  const draft = useFieldDraft(object, field);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const save = useMutation({
    mutationFn: () => (field ? changeField(field.id, draft.changed()) : addField({ object, ...draft.added() })),
    onSuccess: async ({ data, changeSetId }) => {
      onClose();
      notifyWritten(
        field ? t('{name} saved', { name: data.label }) : t('{name} added', { name: data.label }),
        changeSetId,
      );
      await queries.invalidateQueries();
    },
  });
  const { error } = save;
  const errors = error instanceof ApiError ? error.errors : {};
  const message = error && failureText(error, (name) => name in draft.values);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  }
  return (
    <Dialog title={field ? t('Field {name}', { name: field.label }) : t('New field')} onClose={onClose} width={560}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {message && <Note tone="error">{message}</Note>}
          <FieldForm draft={draft} field={field} errors={errors} />
          {draft.values.kind === 'option' && (
            <OptionsEditor draft={draft} object={object} field={field} error={errors.options} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {field ? t('Save') : t('Add field')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
