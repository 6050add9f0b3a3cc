import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Team } from '#shared/objects/teams.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { withTeamsBelow } from './team-tree.ts';

interface MoveTeamProps {
  team: Team;
  teams: readonly Team[];
  onClose: () => void;
}

/** Puts a team below another one, with all that are below it. */
export function MoveTeam({ team, teams, onClose }: MoveTeamProps) {
  const [parent, setParent] = useState(team.parent_id === null ? '' : String(team.parent_id));
  const update = useUpdateRecord('teams');
  const notifyWritten = useNotifyWritten();
  const own = withTeamsBelow(teams, team.id);
  const { name } = team;
  async function move() {
    try {
      const { changeSetId } = await update.mutateAsync({ id: team.id, parent_id: Number(parent) || null });
      notifyWritten(t('{name} moved', { name }), changeSetId);
      onClose();
    } catch {
      // Shown in the dialog.
    }
  }
  return (
    <Dialog title={t('Move {name}', { name })} onClose={onClose} isQuestion>
      <Stack gap="md">
        {update.error && <Note tone="error">{failureText(update.error)}</Note>}
        <Select
          label={t('Part of')}
          data-autofocus
          allowDeselect={false}
          data={[
            { value: '', label: t('No other team') },
            ...teams.filter(({ id }) => !own.has(id)).map(({ id, name: label }) => ({ value: String(id), label })),
          ]}
          value={parent}
          onChange={(next) => setParent(next ?? '')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button loading={update.isPending} onClick={() => void move()}>
            {t('Move')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
