import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { type FormValue, newRecordValues, toFormValues, toInput } from '#web/fields/form-values.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { sharedRelations } from './shared-relations.ts';

interface AddLinkProps {
  object: ObjectName;
  by: string;
  to: string;
  of: ObjectName;
  record: AnyRecord;
  /** Those that take part already. */
  linked: readonly number[];
}

/** Adds somebody or something that there is already, or that is created on the way. */
export function AddLink(props: AddLinkProps) {
  const { object, to, of, record } = props;
  const target = useObject(object).fields[to]?.target as ObjectName;
  const targetDefinition = useObject(target);
  const own = useObject(of);
  const [open, setOpen] = useState<'link' | 'new' | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  if (!useCan(object, 'create')) return null;
  const one = inSentence(targetDefinition.label[0]);
  const close = () => {
    setOpen(null);
    setChosen(null);
  };
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={t('Add {one}', { one })} onClick={() => setOpen('link')}>
        <IconPlus size={16} />
      </ActionIcon>
      {open === 'link' && (
        <LinkDialog
          {...props}
          target={target}
          one={one}
          chosen={chosen}
          onChoose={setChosen}
          onNew={() => setOpen('new')}
          onClose={close}
        />
      )}
      {open === 'new' && (
        <RecordDialog
          object={target}
          preset={sharedRelations({ own, record, target: targetDefinition })}
          onClose={() => setOpen('link')}
          onSaved={({ id }) => {
            setChosen(id);
            setOpen('link');
          }}
        />
      )}
    </>
  );
}

interface LinkDialogProps extends AddLinkProps {
  target: ObjectName;
  one: string;
  chosen: number | null;
  onChoose: (id: number | null) => void;
  onNew: () => void;
  onClose: () => void;
}

function LinkDialog({
  object,
  by,
  to,
  record,
  linked,
  target,
  one,
  chosen,
  onChoose,
  onNew,
  onClose,
}: LinkDialogProps) {
  const { title: name, fields } = useObject(object);
  const field = fields[name] as Field;
  const { user } = useSession();
  const roleFields = { [name]: field };
  const [role, setRole] = useState<FormValue>(
    toFormValues(roleFields, newRecordValues(roleFields, user.id))[name] ?? '',
  );
  const mayCreate = useCan(target, 'create');
  const create = useCreateRecord(object);
  const notifyWritten = useNotifyWritten();
  const isThere = chosen !== null && linked.includes(chosen);
  const add = () =>
    create.mutate(
      { [by]: record.id, [to]: chosen, ...toInput(roleFields, { [name]: role }) },
      {
        onSuccess: ({ changeSetId }) => {
          notifyWritten(t('Added'), changeSetId);
          onClose();
        },
      },
    );
  return (
    <Dialog title={t('Add {one}', { one })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null && !isThere && !create.isPending) add();
        }}
      >
        {create.error && <Note tone="error">{failureText(create.error)}</Note>}
        <RelationPicker
          target={target}
          label={fields[to]?.label}
          data-autofocus
          value={chosen}
          onChange={onChoose}
          error={isThere && t('Is there already')}
          mb="sm"
        />
        <FieldInput name={name} field={field} value={role} onChange={setRole} error={undefined} />
        <Group justify="space-between" gap="xs" mt="lg">
          {mayCreate ? (
            <Button variant="subtle" onClick={onNew}>
              {t('New {one}', { one })}
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" disabled={chosen === null || isThere} loading={create.isPending}>
              {t('Add')}
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}
