import { Button, Menu } from '@mantine/core';
import { IconArrowMerge, IconPlus, IconTag } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { MergeTag } from './merge-tag.tsx';

const route = getRouteApi('/settings/tags');

type Open = { kind: 'new' } | { kind: 'edit' | 'delete' | 'merge'; record: AnyRecord } | null;

export function TagsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useCan('tags', 'update');
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
      {t('New tag')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('Tags')}>{add}</PageHeader>
      <RecordList
        object="tags"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={[]}
        empty={{
          icon: IconTag,
          title: t('No tags'),
          text: t('Tags are words that you put on records, to find and group them by.'),
        }}
        rowActions={
          mayChange
            ? (record) => (
                <RowMenu
                  label={String(record.name)}
                  onEdit={() => setOpen({ kind: 'edit', record })}
                  onDelete={() => setOpen({ kind: 'delete', record })}
                >
                  <Menu.Item
                    leftSection={<IconArrowMerge size={15} aria-hidden="true" />}
                    onClick={() => setOpen({ kind: 'merge', record })}
                  >
                    {t('Merge into another…')}
                  </Menu.Item>
                </RowMenu>
              )
            : undefined
        }
      />
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <RecordDialog
          object="tags"
          record={open.kind === 'edit' ? open.record : undefined}
          onClose={close}
          onSaved={(_, changeSetId) => {
            close();
            notifyWritten(t('Tag saved'), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && <DeleteRecord object="tags" record={open.record} onDeleted={close} onClose={close} />}
      {open?.kind === 'merge' && <MergeTag tag={open.record} onClose={close} />}
    </>
  );
}
