import { useQueryClient } from '@tanstack/react-query';
import type { Page } from '#shared/api/envelope.ts';
import { isSameValue } from '#shared/fields/same-value.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { updateRecord } from '#web/api/records.ts';
import { embeddedName } from '#web/fields/related.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';

/** Changes one value of a row at once, with undo; the old value comes back when the server refuses. */
export function useEditCell(object: ObjectName) {
  const { fields } = useObject(object);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const put = (id: number, values: Partial<AnyRecord>) =>
    queries.setQueriesData<Page<AnyRecord>>(
      { queryKey: [object, 'list'] },
      (page) => page && { ...page, data: page.data.map((one) => (one.id === id ? { ...one, ...values } : one)) },
    );
  return async function edit(record: AnyRecord, name: string, value: unknown): Promise<void> {
    if (isSameValue(value, record[name])) return;
    // The record that came along is not the one that is chosen now.
    const related = embeddedName(name);
    const isEmbedded = !Object.hasOwn(fields, related);
    put(record.id, { [name]: value, ...(isEmbedded && { [related]: undefined }) });
    try {
      const { data, changeSetId } = await updateRecord(object, record.id, { [name]: value, version: record.version });
      put(record.id, data as unknown as AnyRecord);
      notifyWritten(t('{field} changed', { field: fields[name]?.label ?? name }), changeSetId);
      // Rows stay where they are until the list is read again: none jumps away from under the cursor.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== object || queryKey[1] !== 'list' });
    } catch (error) {
      put(record.id, { [name]: record[name], ...(isEmbedded && { [related]: record[related] }) });
      notifyError(t('The change was not saved'), error as Error);
      void queries.invalidateQueries({ queryKey: [object, 'list'] });
    }
  };
}
