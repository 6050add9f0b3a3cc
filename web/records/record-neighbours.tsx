import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { formatCount } from '#web/ui/format.ts';
import classes from './record-page.module.css';
import { trailTo } from './trail.ts';
import { useObject } from './use-object.ts';

interface RecordNeighboursProps {
  object: ObjectName;
  id: number;
}

/** The way to the records before and after this one in the list that one came from; J and K go it too. */
export function RecordNeighbours({ object, id }: RecordNeighboursProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const one = inSentence(useObject(object).label[0]);
  const ids = useMemo(() => trailTo(queries, object, id), [queries, object, id]);
  const at = ids.indexOf(id);
  const go = (step: number) => {
    const next = at < 0 ? undefined : ids[at + step];
    if (next !== undefined) void navigate({ to: recordPath(object, next) });
  };
  useHotkeys([
    ['j', () => go(1)],
    ['k', () => go(-1)],
  ]);
  if (at < 0) return null;
  return (
    <div className={classes.neighbours}>
      <span className={classes.place}>
        {t('{at} of {count}', { at: formatCount(at + 1), count: formatCount(ids.length) })}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Previous {one} (K)', { one })}
        disabled={at === 0}
        onClick={() => go(-1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Next {one} (J)', { one })}
        disabled={at === ids.length - 1}
        onClick={() => go(1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </div>
  );
}
