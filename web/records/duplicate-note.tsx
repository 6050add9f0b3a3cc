import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import { type Duplicate, duplicatesQuery } from '#web/api/duplicates.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { Note } from '#web/ui/note.tsx';
import classes from './duplicate-note.module.css';
import { useObject } from './use-object.ts';

interface DuplicateNoteProps {
  object: ObjectName;
  /** Values of the record that is about to be made. */
  like: Readonly<Record<string, unknown>>;
  /** Takes one that there is instead; without, they are links. */
  onUse?: (id: number) => void;
}

/** Warns of records that may be the one that is about to be made; nothing where there are none. */
export function DuplicateNote({ object, like, onUse }: DuplicateNoteProps) {
  const { data = [] } = useQuery(duplicatesQuery(object, like));
  const many = inSentence(useObject(object).label[1]);
  if (data.length === 0) return null;
  return (
    <Note
      tone="warning"
      role="status"
      className={classes.note}
      title={t('There may be this already among {many}', { many })}
    >
      <ul className={classes.list}>
        {data.slice(0, 4).map((duplicate) => (
          <DuplicateItem key={duplicate.id} object={object} duplicate={duplicate} onUse={onUse} />
        ))}
      </ul>
    </Note>
  );
}

interface DuplicateItemProps extends Pick<DuplicateNoteProps, 'object' | 'onUse'> {
  duplicate: Duplicate;
}

function DuplicateItem({ object, duplicate, onUse }: DuplicateItemProps) {
  const { id, title, subtitle, reasons } = duplicate;
  const { fields } = useObject(object);
  const labels = reasons.map((name) => inSentence(fields[name]?.label ?? name)).join(', ');
  return (
    <li>
      <span className={classes.record}>
        <RecordLink object={object} id={id} className={classes.title}>
          {title}
        </RecordLink>
        <span className={classes.dim}>
          {[subtitle, t('same or similar: {fields}', { fields: labels })].filter(Boolean).join(' · ')}
        </span>
      </span>
      {onUse && (
        <Button size="compact-xs" variant="default" aria-label={t('Use {title}', { title })} onClick={() => onUse(id)}>
          {t('Use this')}
        </Button>
      )}
    </li>
  );
}
