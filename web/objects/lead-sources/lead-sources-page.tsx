import { Button } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/settings/lead-sources');

type Open = { kind: 'new' } | { kind: 'edit' | 'delete'; record: AnyRecord } | null;

export function LeadSourcesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useCan('lead_sources', 'update');
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
      {t('New {one}', { one: inSentence(t('Lead source')) })}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('Lead sources')}>{add}</PageHeader>
      <RecordList
        object="lead_sources"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={[]}
        empty={{ icon: IconRoute, title: t('No lead sources'), text: t('Where do your leads come from?') }}
        rowActions={
          mayChange
            ? (record) => (
                <RowMenu
                  label={String(record.name)}
                  onEdit={() => setOpen({ kind: 'edit', record })}
                  onDelete={() => setOpen({ kind: 'delete', record })}
                />
              )
            : undefined
        }
      />
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <RecordDialog
          object="lead_sources"
          record={open.kind === 'edit' ? open.record : undefined}
          onClose={close}
          onSaved={(_, changeSetId) => {
            close();
            notifyWritten(t('{one} saved', { one: t('Lead source') }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteRecord object="lead_sources" record={open.record} onDeleted={close} onClose={close} />
      )}
    </>
  );
}
