import { Button } from '@mantine/core';
import { t } from '#web/language/translate.ts';
import classes from './draft-note.module.css';

interface DraftNoteProps {
  onDiscard: () => void;
}

/** Says that something typed earlier was brought back. */
export function DraftNote({ onDiscard }: DraftNoteProps) {
  return (
    <p className={classes.note} role="status">
      {t('What you typed earlier was brought back.')}
      <Button variant="subtle" size="compact-xs" onClick={onDiscard}>
        {t('Discard')}
      </Button>
    </p>
  );
}
