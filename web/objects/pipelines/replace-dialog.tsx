import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { t, tn } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';

interface ReplaceDialogProps {
  /** What goes. */
  name: string;
  /** Opportunities that are in it, or other records as `text` says. */
  count: number;
  text?: string;
  /** What can take its place. */
  choices: readonly { value: string; label: string }[];
  onClose: () => void;
  onReplace: (value: string) => void;
}

/** Asks where the opportunities of something go that is about to be deleted. */
export function ReplaceDialog({ name, count, text, choices, onClose, onReplace }: ReplaceDialogProps) {
  const [value, setValue] = useState(choices[0]?.value ?? '');
  return (
    <Dialog title={t('Delete {name}?', { name })} onClose={onClose} isQuestion>
      <Stack gap="md">
        <p>
          {text ??
            tn(
              count,
              '{n} opportunity is there. Choose where it goes.',
              '{n} opportunities are there. Choose where they go.',
            )}
        </p>
        <Select
          label={t('Move to')}
          allowDeselect={false}
          data={choices.map((one) => ({ ...one }))}
          value={value}
          onChange={(next) => setValue(next ?? '')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button color="red" disabled={!value} onClick={() => onReplace(value)}>
            {t('Delete')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
