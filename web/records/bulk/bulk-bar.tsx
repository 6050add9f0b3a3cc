import { Button, CloseButton } from '@mantine/core';
import { IconDownload, IconPencil, IconTrash, IconUserShare } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { type BulkChange, changeMany, exportPath } from '#web/api/bulk.ts';
import { inSentence, t, tn } from '#web/language/translate.ts';
import { wholeFilter } from '#web/records/filter/list-filter-node.ts';
import type { Selection } from '#web/records/grid/selection.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import classes from './bulk-bar.module.css';

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }));

interface BulkBarProps {
  definition: ObjectDefinition;
  search: ListSearch;
  selection: Selection;
  /** How many are chosen, as a number and in words. */
  count: number;
  countText: string;
  onClear: () => void;
}

/** Ids that fit into the address of an export. */
const MOST_IDS = 1000;

/** What can be done to all chosen records at once: each is one change set, which the message after it takes back. */
export function BulkBar({ definition, search, selection, count, countText, onClear }: BulkBarProps) {
  const object = definition.name as ObjectName;
  const [dialog, setDialog] = useState<'change' | 'assign' | 'delete' | null>(null);
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const mayDelete = useCan(object, 'delete') && definition.removable;
  const mayExport = useCan(object, 'export');
  const which = selection.all
    ? { filter: wholeFilter(definition, search), ...(search.search && { search: search.search }) }
    : { ids: [...selection.ids] };
  async function run(action: BulkChange['action'], data?: Record<string, unknown>) {
    setBusy(true);
    try {
      const { data: result, changeSetId } = await changeMany(object, { action, ...which, ...(data && { data }) });
      const isDelete = action === 'delete';
      const done = isDelete
        ? tn(result.changed, '{n} deleted', '{n} deleted')
        : tn(result.changed, '{n} changed', '{n} changed');
      const left = result.skipped > 0 ? `, ${tn(result.skipped, '{n} left as it is', '{n} left as they are')}` : '';
      notifyWritten(done + left, changeSetId);
      setDialog(null);
      if (isDelete) onClear();
      await queries.invalidateQueries();
    } catch (error) {
      notifyError(t('Nothing was changed'), error as Error);
    } finally {
      setBusy(false);
    }
  }
  const trashAll = () => void run('delete');
  const changeAll = (data: Record<string, unknown>) => void run('update', data);
  const filter = selection.all
    ? JSON.stringify(wholeFilter(definition, search))
    : JSON.stringify({ field: 'id', op: 'in', value: [...selection.ids] });
  const file = exportPath(object, { filter, sort: search.sort, search: selection.all ? search.search : undefined });
  const icon = { size: 15, 'aria-hidden': true } as const;
  return (
    <section className={classes.bar} aria-label={t('Chosen records')}>
      <CloseButton size="sm" aria-label={t('Choose none')} onClick={onClear} />
      <strong role="status">{t('{count} chosen', { count: countText })}</strong>
      <Button variant="default" size="xs" leftSection={<IconPencil {...icon} />} onClick={() => setDialog('change')}>
        {t('Change a field')}
      </Button>
      {definition.fields.owner_id && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUserShare {...icon} />}
          onClick={() => setDialog('assign')}
        >
          {t('Assign')}
        </Button>
      )}
      {mayExport && (selection.all || selection.ids.size <= MOST_IDS) && (
        <Button component="a" href={file} download variant="default" size="xs" leftSection={<IconDownload {...icon} />}>
          {t('Export')}
        </Button>
      )}
      {mayDelete && (
        <Button
          variant="default"
          size="xs"
          color="red"
          leftSection={<IconTrash {...icon} />}
          onClick={() => setDialog('delete')}
        >
          {t('Delete')}
        </Button>
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('Delete {count} {many}?', {
            count: countText,
            many: inSentence(definition.label[count === 1 ? 0 : 1]),
          })}
          text={t('They go to the trash for everyone. Choose Undo in the message that follows to take this back.')}
          action={t('Delete')}
          busy={busy}
          onConfirm={trashAll}
          onCancel={() => setDialog(null)}
        />
      )}
      {(dialog === 'change' || dialog === 'assign') && (
        <Suspense>
          <BulkDialog
            definition={definition}
            only={dialog === 'assign' ? 'owner_id' : undefined}
            countText={countText}
            busy={busy}
            onChange={changeAll}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
