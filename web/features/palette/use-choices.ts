import { useDebouncedValue } from '@mantine/hooks';
import { type Icon, IconBolt } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { failureText } from '#web/api/failure-text.ts';
import { searchRecords } from '#web/api/search.ts';
import { listPath, recordPath } from '#web/fields/record-link.tsx';
import { useHasPages } from '#web/fields/record-pages.ts';
import { t } from '#web/language/translate.ts';
import { screens } from '#web/objects/screens.ts';
import { useSession } from '#web/records/use-object.ts';
import { readRecent } from './recent.ts';
import { matching, useCommands } from './use-commands.ts';

/** Something that the palette opens or does. */
export interface Choice {
  id: string;
  label: string;
  description?: string | undefined;
  icon?: Icon | undefined;
  run: () => unknown;
}

interface Found {
  object: ObjectName;
  id: number;
  title: string;
  subtitle?: string;
}

/** What there is to choose for what was typed: records, the kind of the best hit first, then commands; without a text what was open lately. */
export function useChoices(typed: string, onQuickAdd: (text: string) => void) {
  const session = useSession();
  const toChoice = useRecordChoice();
  const commands = useCommands();
  const text = typed.trim();
  const [asked] = useDebouncedValue(text, 120);
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => searchRecords(asked, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const records: Found[] = text === '' ? readRecent(session) : (found.data ?? []);
  const byKind = Map.groupBy(records, ({ object }) => (text === '' ? t('Opened lately') : t(objects[object].label[1])));
  const groups = [
    ...[...byKind].map(([label, members]) => ({ label, choices: members.map(toChoice) })),
    { label: t('Go to'), choices: matching(commands, text) },
  ].filter(({ choices }) => choices.length > 0);
  const isWaiting = asked !== text || found.isFetching;
  const message = messageOf({ text, error: found.error, isEmpty: groups.length === 0, isWaiting });
  // Not before it is known what there is: Enter would add what was meant to be opened.
  const add = isWaiting ? [] : [{ label: t('Add'), choices: [quickAdd(text, onQuickAdd)] }];
  return { groups: [...groups, ...add], message };
}

function quickAdd(text: string, onQuickAdd: (text: string) => void): Choice {
  const label = text === '' ? t('Quick add') : t('Quick add: {text}', { text });
  return {
    id: 'quick add',
    label,
    description: text === '' ? t('Q') : undefined,
    icon: IconBolt,
    run: () => onQuickAdd(text),
  };
}

interface State {
  text: string;
  error: Error | null;
  isEmpty: boolean;
  isWaiting: boolean;
}

function messageOf({ text, error, isEmpty, isWaiting }: State): string | undefined {
  if (text === '') return undefined;
  if (error) return failureText(error);
  if (!isEmpty) return undefined;
  return isWaiting ? t('Searching…') : t('Nothing has “{text}” in it', { text });
}

function useRecordChoice() {
  const navigate = useNavigate();
  const hasPage = useHasPages();
  return ({ object, id, title, subtitle }: Found): Choice => ({
    id: `${object} ${id}`,
    label: title,
    description: subtitle,
    icon: screens[object]?.icon,
    // What has no page of its own is shown in its list.
    run: () =>
      hasPage(object)
        ? navigate({ to: recordPath(object, id) })
        : navigate({ to: listPath(object), search: { search: title } }),
  });
}
