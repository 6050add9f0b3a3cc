import { Badge, Button, Skeleton, TextInput } from '@mantine/core';
import { IconShield, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { builtInRoles } from '#shared/permissions.ts';
import { failureText } from '#web/api/failure-text.ts';
import { listQuery } from '#web/api/queries.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Note } from '#web/ui/note.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useUnsavedWork } from '#web/ui/unsaved-work.ts';
import { DeleteRole } from './delete-role.tsx';
import { RightsTable } from './rights-table.tsx';
import { RolePeople } from './role-people.tsx';
import { useRoleDraft } from './use-role-draft.ts';

const route = getRouteApi('/settings/roles/$roleKey');

/** One role: its name, who has it, and what it may do. */
export function RolePage() {
  const { roleKey } = route.useParams();
  const { data } = useQuery(listQuery('roles', { limit: 100, sort: 'name' }));
  const role = data?.data.find(({ key }) => key === roleKey);
  if (!data) return <Skeleton height={400} m="lg" radius="md" />;
  if (!role) {
    return (
      <EmptyState icon={IconShield} title={t('There is no such role')} text={t('It may have been deleted.')} isPage>
        <Link to="/settings/roles">{t('All roles')}</Link>
      </EmptyState>
    );
  }
  // A role that was saved, here or by somebody else, is edited anew.
  return <Editor key={`${role.id} ${role.version}`} role={role} />;
}

function Editor({ role }: { role: RoleRecord }) {
  const draft = useRoleDraft(role);
  const [deleting, setDeleting] = useState(false);
  const blocker = useUnsavedWork({ dirty: draft.isChanged, isDirty: () => draft.isChanged });
  const isBuiltIn = (builtInRoles as readonly string[]).includes(role.key);
  const base = useObject('roles').fields.base?.options?.find(({ value }) => value === role.base)?.label ?? role.base;
  const message = draft.error && failureText(draft.error, (name) => name === 'name');
  return (
    <>
      <PageHeader title={role.name}>
        {!isBuiltIn && (
          <Button
            variant="default"
            leftSection={<IconTrash size={15} aria-hidden="true" />}
            onClick={() => setDeleting(true)}
          >
            {t('Delete role')}
          </Button>
        )}
      </PageHeader>
      <div className={parts.page}>
        <p className={parts.intro}>
          <Link to="/settings/roles">{t('All roles')}</Link>
        </p>
        {message && <Note tone="error">{message}</Note>}
        {role.key === 'admin' && (
          <Note tone="warning">{t('Admins may do everything, so that nobody locks the organization out.')}</Note>
        )}
        <TextInput
          label={t('Name')}
          required
          maw={360}
          maxLength={50}
          value={draft.name}
          error={draft.errors.name}
          onChange={(event) => draft.setName(event.currentTarget.value)}
          rightSectionWidth={120}
          rightSection={!isBuiltIn && <Badge variant="default">{t('Based on {base}', { base })}</Badge>}
        />
        <RolePeople role={role.key} />
        <RightsTable role={role} draft={draft} />
        {draft.isChanged && (
          <div className={parts.save} role="status">
            <p>{t('Not saved yet')}</p>
            <Button variant="default" onClick={draft.reset}>
              {t('Discard')}
            </Button>
            <Button loading={draft.isSaving} onClick={() => void draft.save()}>
              {t('Save role')}
            </Button>
          </div>
        )}
      </div>
      {deleting && <DeleteRole role={role} onClose={() => setDeleting(false)} />}
      {blocker.status === 'blocked' && (
        <ConfirmDialog
          title={t('Discard your changes?')}
          text={t('The rights that you have changed are not saved.')}
          action={t('Discard')}
          cancel={t('Keep editing')}
          onConfirm={() => blocker.proceed()}
          onCancel={() => blocker.reset()}
        />
      )}
    </>
  );
}
