import { Button } from '@mantine/core';
import { type Icon, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import type { ListSearch } from '#web/records/list-search.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

interface DialogListProps {
  object: ObjectName;
  search: ListSearch;
  icon: Icon;
  /** What it says while there is nothing in the list. */
  empty: { title: string; text: string };
}

type Open = { kind: 'new' } | { kind: 'edit' | 'delete'; record: AnyRecord } | null;

/** The list of an object whose records have no pages: they are made and changed in dialogs over it. */
export function DialogList({ object, search, icon, empty }: DialogListProps) {
  const definition = useObject(object);
  const navigate = useNavigate();
  const mayCreate = useCan(object, 'create');
  const mayChange = useCan(object, 'update');
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const [one, many] = definition.label;
  const rowMenu = (record: AnyRecord) => (
    <RowMenu
      label={String(record[definition.title])}
      onEdit={() => setOpen({ kind: 'edit', record })}
      onDelete={() => setOpen({ kind: 'delete', record })}
    />
  );
  return (
    <>
      <PageHeader title={many}>
        {mayCreate && (
          <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
            {t('New {one}', { one: inSentence(one) })}
          </Button>
        )}
      </PageHeader>
      <RecordList
        object={object}
        search={search}
        onSearch={(patch, replace) => navigate({ to: '.', search: (before) => ({ ...before, ...patch }), replace })}
        filters={[]}
        empty={{ icon, ...empty }}
        rowActions={mayChange ? rowMenu : undefined}
      />
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <RecordDialog
          object={object}
          record={open.kind === 'edit' ? open.record : undefined}
          onClose={close}
          onSaved={(_, changeSetId) => {
            close();
            notifyWritten(t('{one} saved', { one }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteRecord object={object} record={open.record} onDeleted={close} onClose={close} />
      )}
    </>
  );
}
