import { useQueryClient } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { useNotifyWritten } from './use-notify-written.ts';

interface Change {
  name: string;
  value: unknown;
  /** What the message says was done, such as `Status changed`. */
  done: string;
}

/** Changes one field of a record at once, with undo; put back when the server refuses. */
export function useChangeField(object: ObjectName, record: AnyRecord) {
  const queries = useQueryClient();
  const update = useUpdateRecord(object);
  const notifyWritten = useNotifyWritten();
  return async function change({ name, value, done }: Change): Promise<void> {
    if (value === (record[name] ?? null)) return;
    const key = [object, 'record', record.id];
    const shown = queries.getQueryData(key);
    if (shown) queries.setQueryData(key, { ...shown, [name]: value });
    try {
      const { changeSetId } = await update.mutateAsync({ id: record.id, [name]: value });
      notifyWritten(done, changeSetId);
    } catch (error) {
      if (shown) queries.setQueryData(key, shown);
      notifyError(t('The change was not saved'), error as Error);
    }
  };
}
