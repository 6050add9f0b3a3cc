import { Button, Menu } from '@mantine/core';
import { IconLink, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';

const route = getRouteApi('/settings/members');

type Open =
  | { kind: 'new' }
  | { kind: 'edit'; record: AnyRecord }
  | { kind: 'invitation'; record: AnyRecord; isNew?: boolean }
  | null;

/** The people of the organization. Inviting one makes a link to hand over. */
export function UsersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useCan('users', 'update');
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader title={t('Users')}>
        {mayChange && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
            {t('Invite user')}
          </Button>
        )}
      </PageHeader>
      <RecordList
        object="users"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={['role']}
        empty={{ icon: IconUsers, title: t('No users'), text: t('Invite the people you work with.') }}
        rowActions={mayChange ? (record) => <UserMenu record={record} setOpen={setOpen} /> : undefined}
      />
      {open?.kind === 'new' && (
        <RecordDialog
          object="users"
          only={['name', 'email', 'role']}
          title={t('Invite user')}
          action={t('Create invitation')}
          onClose={close}
          onSaved={(record) => setOpen({ kind: 'invitation', record, isNew: true })}
        />
      )}
      {open?.kind === 'edit' && (
        <RecordDialog
          object="users"
          record={open.record}
          onClose={close}
          onSaved={(_, changeSetId) => {
            close();
            notifyWritten(t('{one} saved', { one: t('User') }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'invitation' && <InvitationDialog user={open.record} isNew={open.isNew} onClose={close} />}
    </>
  );
}

interface UserMenuProps {
  record: AnyRecord;
  setOpen: (open: Open) => void;
}

function UserMenu({ record, setOpen }: UserMenuProps) {
  return (
    <RowMenu label={String(record.name)} onEdit={() => setOpen({ kind: 'edit', record })}>
      <Menu.Item leftSection={<IconLink size={15} />} onClick={() => setOpen({ kind: 'invitation', record })}>
        {t('Invitation or reset link')}
      </Menu.Item>
    </RowMenu>
  );
}
