import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Team } from '#shared/objects/teams.ts';
import { removeRecord } from '#web/api/records.ts';
import { t, tn } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyError } from '#web/ui/notify.tsx';

interface RemoveTeamProps {
  team: Team;
  teams: readonly Team[];
  /** People in it. */
  count: number;
  onClose: () => void;
}

/** Removes a team: its people and the teams below it go to the one above. */
export function RemoveTeam({ team, teams, count, onClose }: RemoveTeamProps) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const { name, parent_id: parent } = team;
  const heir = teams.find(({ id }) => id === parent)?.name ?? t('no team');
  const below = teams.filter((one) => one.parent_id === team.id).length;
  const remove = useMutation({
    mutationFn: () => removeRecord('teams', team.id),
    onSuccess: ({ changeSetId }) => notifyWritten(t('{name} removed', { name }), changeSetId),
    onError: (error) => notifyError(t('{name} was not removed', { name }), error),
    onSettled: () => {
      onClose();
      void queries.invalidateQueries();
    },
  });
  const moves = [
    count > 0 && tn(count, '{n} person goes to {heir}.', '{n} people go to {heir}.', { heir }),
    below > 0 && tn(below, '{n} team below it goes to {heir}.', '{n} teams below it go to {heir}.', { heir }),
  ].filter(Boolean);
  return (
    <ConfirmDialog
      title={t('Remove {name}?', { name })}
      text={moves.join(' ') || t('Nobody is in it.')}
      action={t('Remove team')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    />
  );
}
