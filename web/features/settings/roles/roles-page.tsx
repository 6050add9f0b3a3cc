import { ActionIcon, Badge, Button, Skeleton } from '@mantine/core';
import { IconCopy, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { builtInRoles } from '#shared/permissions.ts';
import { groupsQuery, listQuery } from '#web/api/queries.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { msg, t, tn } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { NewRole } from './new-role.tsx';
import { rightsOf, rulesOf } from './rights.ts';
import { rightsText } from './rights-text.ts';

/** The roles of the organization: what each comes to, and how many people have it. */
export function RolesPage() {
  const { data, error, refetch } = useQuery(listQuery('roles', { limit: 100, sort: 'name' }));
  const { data: groups = [] } = useQuery(groupsQuery('users', { by: 'role', active: true }));
  const [copied, setCopied] = useState<string | null>(null);
  const roles = [...(data?.data ?? [])].toSorted((a, b) => rank(a) - rank(b));
  return (
    <>
      <PageHeader title={t('Roles')}>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setCopied('rep')}>
          {t('New role')}
        </Button>
      </PageHeader>
      <div className={parts.page}>
        <p className={parts.intro}>
          {t('A role says what people see and what they may do. Every member has one; a change counts at once.')}
        </p>
        {error && <ErrorState title={t('The roles could not be loaded')} error={error} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton height={220} radius="md" />}
        {data && (
          <ul className={parts.rows}>
            {roles.map((role) => (
              <RoleItem
                key={role.id}
                role={role}
                count={groups.find((group) => group.role === role.key)?.count ?? 0}
                onCopy={() => setCopied(role.key)}
              />
            ))}
          </ul>
        )}
      </div>
      {copied && data && <NewRole roles={roles} from={copied} onClose={() => setCopied(null)} />}
    </>
  );
}

const usualHints: Readonly<Record<string, string>> = {
  admin: msg('Everything, with members, roles and fields.'),
};

function RoleItem({ role, count, onCopy }: { role: RoleRecord; count: number; onCopy: () => void }) {
  const leads = useObject('leads');
  const hint = usualHints[role.key];
  return (
    <li className={parts.row}>
      <div className={parts.main}>
        <p className={parts.name}>
          <Link to="/settings/roles/$roleKey" params={{ roleKey: role.key }}>
            {role.name}
          </Link>
          {rank(role) === builtInRoles.length && <Badge variant="light">{t('Own')}</Badge>}
        </p>
        <p className={parts.hint}>
          {hint ? t(hint) : `${leads.label[1]}: ${rightsText(rightsOf(leads, role.base, rulesOf(role)))}`}
        </p>
      </div>
      <span className={parts.hint}>{tn(count, '{n} person', '{n} people')}</span>
      <ActionIcon variant="subtle" color="gray" aria-label={t('Copy {name}', { name: role.name })} onClick={onCopy}>
        <IconCopy size={16} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

/** The product's roles first, from the one that may most to the one that may least. */
function rank({ key }: RoleRecord): number {
  const at = (builtInRoles as readonly string[]).indexOf(key);
  return at < 0 ? builtInRoles.length : at;
}
