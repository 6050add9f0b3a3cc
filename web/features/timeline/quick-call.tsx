import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPhonePlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useCreateRecord } from '#web/api/mutations.ts';
import { msg, t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';
import type { Subject } from './subject.ts';

/** How calls end, in the order of the keys that log them. */
const outcomes = [msg('Reached'), msg('No answer'), msg('Left a message'), msg('Wrong number')];
const CALL = 'CALL';

interface QuickCallProps {
  subject: Subject;
}

/** Logs a call with two keys: C, and the number of how it ended. */
export function QuickCall({ subject }: QuickCallProps) {
  const [opened, setOpened] = useState(false);
  const call = useObject('activities').fields.type?.options?.find(({ value }) => value === CALL);
  const create = useCreateRecord('activities');
  const notifyWritten = useNotifyWritten();
  useHotkeys(call ? [['c', () => setOpened(true)]] : []);
  if (!call) return null;
  async function log(outcome: string | undefined) {
    if (!outcome) return;
    setOpened(false);
    const text = t(outcome);
    try {
      const activity = { ...subject, type: CALL, subject: call?.label ?? CALL, body: text };
      const { changeSetId } = await create.mutateAsync(activity);
      notifyWritten(t('Call logged: {outcome}', { outcome: text }), changeSetId);
    } catch (error) {
      notifyError(t('The call could not be logged'), error as Error);
    }
  }
  const pressNumber = (event: KeyboardEvent) => {
    if (/^[1-9]$/.test(event.key)) void log(outcomes[Number(event.key) - 1]);
  };
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened} width={200}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPhonePlus size={14} aria-hidden="true" />}
          title={t('Log a call (C)')}
        >
          {t('Log a call')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={pressNumber}>
        {outcomes.map((outcome, at) => (
          <Menu.Item key={outcome} rightSection={<kbd>{at + 1}</kbd>} onClick={() => log(outcome)}>
            {t(outcome)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
