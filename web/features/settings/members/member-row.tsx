import { Badge, Menu, NativeSelect } from '@mantine/core';
import { IconLink, IconLinkOff, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invitation, SignIns } from '#shared/api/members.ts';
import type { Team } from '#shared/objects/teams.ts';
import type { User } from '#shared/objects/users.ts';
import { revokeInvitation } from '#web/api/members.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { formatRelative } from '#web/ui/format.ts';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { Time } from '#web/ui/time.tsx';
import { DeactivateMember } from './deactivate-member.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import classes from './members.module.css';

interface MemberRowProps {
  user: User;
  teams: readonly Team[];
  signIns: SignIns | undefined;
  invitation: Invitation | undefined;
}

type Open = 'edit' | 'link' | 'deactivate' | null;

/** One member: role and team are changed in place, everything else in the menu. */
export function MemberRow({ user, teams, signIns, invitation }: MemberRowProps) {
  const { user: me } = useSession();
  const roles = useObject('users').fields.role?.options ?? [];
  const { save, pending } = useChange(user);
  const notifyWritten = useNotifyWritten();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { name } = user;
  return (
    <li className={`${parts.row} ${classes.member}`}>
      <Avatar name={name} size="md" />
      <div className={parts.main}>
        <p className={parts.name}>
          {name}
          {user.id === me.id && <Badge variant="default">{t('You')}</Badge>}
          {!user.active && <Badge variant="default">{t('Deactivated')}</Badge>}
        </p>
        <p className={parts.hint}>{user.email}</p>
      </div>
      <p className={`${parts.hint} ${classes.seen}`}>
        <Presence signIns={signIns} invitation={invitation} />
      </p>
      <NativeSelect
        size="xs"
        className={classes.choice}
        aria-label={t('Role of {name}', { name })}
        value={pending.role ?? user.role}
        data={roles.map(({ value, label }) => ({ value, label }))}
        onChange={(event) => void save({ role: event.currentTarget.value }, t('Role of {name} changed', { name }))}
      />
      <NativeSelect
        size="xs"
        className={classes.choice}
        aria-label={t('Team of {name}', { name })}
        value={String(pending.team_id === undefined ? (user.team_id ?? '') : (pending.team_id ?? ''))}
        data={[
          { value: '', label: t('No team') },
          ...teams.map((team) => ({ value: String(team.id), label: team.name })),
        ]}
        onChange={(event) =>
          void save({ team_id: Number(event.currentTarget.value) || null }, t('Team of {name} changed', { name }))
        }
      />
      <RowMenu label={name} onEdit={() => setOpen('edit')}>
        {user.active && (
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => setOpen('link')}>
            {t('Invitation or reset link')}
          </Menu.Item>
        )}
        {invitation && <Revoke user={user} />}
        {user.active && user.id !== me.id && (
          <Menu.Item leftSection={<IconUserOff size={15} />} onClick={() => setOpen('deactivate')}>
            {t('Deactivate…')}
          </Menu.Item>
        )}
        {!user.active && (
          <Menu.Item
            leftSection={<IconUserCheck size={15} />}
            onClick={() => void save({ active: true }, t('{name} is active again', { name }))}
          >
            {t('Reactivate')}
          </Menu.Item>
        )}
      </RowMenu>
      {open === 'edit' && (
        <RecordDialog
          object="users"
          record={user as unknown as AnyRecord}
          only={['name', 'email']}
          onClose={close}
          onSaved={(_, changeSetId) => {
            close();
            notifyWritten(t('{name} saved', { name }), changeSetId);
          }}
        />
      )}
      {open === 'link' && <InvitationDialog user={user} onClose={close} />}
      {open === 'deactivate' && <DeactivateMember user={user} onClose={close} />}
    </li>
  );
}

/** When somebody was last here; or that they have yet to come. */
function Presence({ signIns, invitation }: Pick<MemberRowProps, 'signIns' | 'invitation'>) {
  if (!signIns) return null;
  if (signIns.last_seen_at) return <Time value={signIns.last_seen_at} />;
  if (signIns.has_joined) return t('Not seen yet');
  if (!invitation) return t('Invited, link used up');
  return t('Invited, link ends {when}', { when: formatRelative(invitation.expires_at, Date.now()) });
}

function Revoke({ user }: { user: User }) {
  const queries = useQueryClient();
  async function revoke() {
    try {
      await revokeInvitation(user.id);
      notifyDone(t('The link of {name} does not work any more', { name: user.name }));
    } catch (error) {
      notifyError(t('The link was not revoked'), error as Error);
    }
    await queries.invalidateQueries({ queryKey: ['users'] });
  }
  return (
    <Menu.Item leftSection={<IconLinkOff size={15} />} onClick={() => void revoke()}>
      {t('Revoke link')}
    </Menu.Item>
  );
}

/** Changes a member at once: what was chosen stands there while it is sent, and the old value again when it is refused. */
function useChange(user: User) {
  const update = useUpdateRecord('users');
  const notifyWritten = useNotifyWritten();
  const pending = (update.isPending ? update.variables : {}) as Partial<Pick<User, 'role' | 'team_id'>>;
  async function save(change: Partial<User>, done: string) {
    try {
      const { changeSetId } = await update.mutateAsync({ id: user.id, ...change });
      notifyWritten(done, changeSetId);
    } catch (error) {
      notifyError(t('{name} was not changed', { name: user.name }), error as Error);
    }
  }
  return { save, pending };
}
