import type { Entry } from '#shared/fields/entries.ts';
import { t } from '#web/language/translate.ts';
import { ContactLink } from './contact-link.tsx';
import classes from './entries.module.css';
import { entryLabelWords } from './entry-rows.ts';

interface EntryListProps {
  list: readonly Entry[];
  of: 'email' | 'phone';
  withLinks?: boolean;
}

/** The values of a list with their labels, the primary one first; in a row of a list on one line. */
export function EntryList({ list, of, withLinks }: EntryListProps) {
  if (!withLinks) return list.map((one) => one.value).join(', ');
  return (
    <ul className={classes.list}>
      {list.map(({ value, label, primary }) => {
        const notes = [label && t(entryLabelWords[label]), primary && list.length > 1 && t('Primary')].filter(Boolean);
        return (
          <li key={value}>
            <ContactLink of={of} value={value} />
            {notes.length > 0 && <span className={classes.note}>{notes.join(' · ')}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** A primary value with the number of others. */
export function WithOthers({ value, others }: { value: string; others: readonly Entry[] }) {
  return (
    <span className={classes.primary}>
      <span>{value}</span>
      <span className={classes.more} title={others.map((one) => one.value).join('\n')}>
        +{others.length}
      </span>
    </span>
  );
}
