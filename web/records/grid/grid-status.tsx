import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { inSentence, t } from '#web/language/translate.ts';
import { formatCount } from '#web/ui/format.ts';
import classes from './grid-status.module.css';

interface GridStatusProps {
  /** First and last row in view, from 0. */
  view: { first: number; last: number };
  count: number;
  /** There are more than `count`. */
  isOpen: boolean;
  many: string;
  /** Brings a row into view; left out where the list is short. */
  onGo?: (row: number) => void;
}

/** Lists shorter than this are seen at a glance. */
const LONG = 200;

/** Where in a list one is, and a way to get far. */
export function GridStatus({ view, count, isOpen, many, onGo }: GridStatusProps) {
  const [row, setRow] = useState('');
  const values = {
    first: formatCount(view.first + 1),
    last: formatCount(Math.min(view.last + 1, count)),
    count: isOpen ? `${formatCount(count)}+` : formatCount(count),
  };
  return (
    <div className={classes.status}>
      <p role="status">
        {count === 0 ? t('No {many}', { many: inSentence(many) }) : t('{first}–{last} of {count}', values)}
      </p>
      {onGo && count > LONG && (
        <form
          className={classes.jump}
          onSubmit={(event) => {
            event.preventDefault();
            if (row !== '') onGo(Number(row) - 1);
          }}
        >
          <TextInput
            size="xs"
            inputMode="numeric"
            aria-label={t('Go to row')}
            placeholder={t('Go to row')}
            value={row}
            onChange={(event) => setRow(event.currentTarget.value.replaceAll(/\D/g, ''))}
          />
        </form>
      )}
    </div>
  );
}
