import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { type FieldDescription, fieldsQuery, purgeField, restoreField } from '#web/api/fields.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import { kindLabel } from './field-kinds.ts';

/** Added fields of the trash, each with its values. */
export function DeletedFields({ object }: { object: ObjectName }) {
  const mayDelete = useCan('fields', 'delete');
  const { data = [] } = useQuery({ ...fieldsQuery(object, true), enabled: mayDelete });
  const [purged, setPurged] = useState<FieldDescription | null>(null);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  async function run(write: typeof restoreField, { id }: FieldDescription, done: string) {
    setPurged(null);
    try {
      const { changeSetId } = await write(id);
      notifyWritten(done, write === restoreField ? changeSetId : null);
    } catch (error) {
      notifyError(t('The field was not changed'), error as Error);
    }
    await queries.invalidateQueries();
  }
  if (data.length === 0) return null;
  return (
    <section className={parts.section} aria-labelledby="deleted-fields">
      <h2 id="deleted-fields">{t('Deleted fields')}</h2>
      <ul className={parts.rows}>
        {data.map((field) => (
          <li key={field.id} className={parts.row}>
            <div className={parts.main}>
              <p className={parts.name}>{field.label}</p>
              <p className={parts.hint}>{kindLabel(field.kind)}</p>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
              onClick={() => void run(restoreField, field, t('{name} is back, with its values', { name: field.label }))}
            >
              {t('Restore')}
            </Button>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setPurged(field)}>
              {t('Delete for good')}
            </Button>
          </li>
        ))}
      </ul>
      {purged && (
        <ConfirmDialog
          title={t('Delete {name} for good?', { name: purged.label })}
          text={t('The values that records have in it go too, and nothing brings them back.')}
          action={t('Delete for good')}
          onConfirm={() => void run(purgeField, purged, t('{name} deleted for good', { name: purged.label }))}
          onCancel={() => setPurged(null)}
        />
      )}
    </section>
  );
}
