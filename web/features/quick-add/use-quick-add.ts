import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toWallTime } from '#shared/filter/zoned-time.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import { readDecimal } from '#web/fields/decimal-text.ts';
import { current } from '#web/language/current.ts';
import { formats } from '#web/language/formats.ts';
import { t } from '#web/language/translate.ts';
import { useDraft } from '#web/records/use-draft.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { loadDateReader } from './read-dates.ts';
import { readLine } from './read-line.ts';
import { linkFields, toRecord } from './to-record.ts';
import { useLinks } from './use-links.ts';
import type { Kind } from './words.ts';

/** What somebody types, what it means, and making it. */
export function useQuickAdd(start: string) {
  const draft = useDraft<string>('quick-add');
  const [typed, setTyped] = useState(start || draft.found || '');
  const [kind, setKind] = useState<Kind>();
  const clock = useClock();
  const readDate = useDateReader(clock.now);
  const line = readLine(typed, { readDate, readAmount: readDecimal, kind });
  // Each name is looked up when it has been typed to its end.
  const [names] = useDebouncedValue(line.names.join('\n'), 200);
  const { links, choose } = useLinks(names ? names.split('\n') : [], line.kind);
  const assignee = useAssignee(line.assignee);
  const linked = links.flatMap(({ chosen }) => (chosen ? [[linkFields[chosen.object] ?? '', chosen.id] as const] : []));
  const record = toRecord(line, {
    links: Object.fromEntries(linked),
    unknown: links.filter(({ chosen }) => !chosen).map(({ name }) => name),
    assigneeId: assignee.user?.id,
    ...clock,
  });
  const type = (text: string) => {
    setTyped(text);
    if (text === '') setKind(undefined);
    draft.keep(text);
  };
  const making = useMaking(record.object);
  const isKnown = names === line.names.join('\n') && links.every((link) => !link.isSearching);
  return {
    typed,
    type,
    line,
    setKind,
    links,
    choose,
    assignee: assignee.user,
    record,
    errors: making.errors,
    /** The records that names mean have been looked up. */
    isSettled: isKnown && !assignee.isSearching,
    /** Resolves with whether it was made. */
    make: async () => {
      const isMade = await making.make(record.body);
      if (isMade) draft.drop();
      return isMade;
    },
    clear: () => type(''),
  };
}

/** Who is meant by `@aiko`. */
function useAssignee(typed: string | undefined) {
  const { data, isFetching } = useQuery({
    ...listQuery('users', { search: typed?.replaceAll('.', ' '), active: true, limit: 1 }),
    enabled: typed !== undefined,
  });
  return { user: typed === undefined ? undefined : data?.data[0], isSearching: isFetching };
}

function useClock() {
  const [now] = useState(() => Date.now());
  const timeZone = formats.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { now: toWallTime(now, timeZone), timeZone };
}

function useDateReader(now: number) {
  const locale = current.language === 'en' ? (formats.locale ?? navigator.language) : current.language;
  const { data } = useQuery({
    queryKey: ['date-reader', now, locale],
    queryFn: () => loadDateReader({ now, locale }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return data ?? (() => undefined);
}

function useMaking(object: ObjectName) {
  const definition = useObject(object);
  const create = useCreateRecord(object);
  const notifyWritten = useNotifyWritten();
  const [errors, setErrors] = useState<readonly string[]>([]);
  async function make(body: Record<string, unknown>): Promise<boolean> {
    if (create.isPending) return false;
    try {
      const { changeSetId } = await create.mutateAsync(body);
      setErrors([]);
      notifyWritten(t('{one} created', { one: definition.label[0] }), changeSetId);
      return true;
    } catch (error) {
      const of = error instanceof ApiError ? [...new Set(Object.values(error.errors))] : [];
      setErrors(of.length > 0 ? of : [(error as Error).message]);
      return false;
    }
  }
  return { make, errors, isPending: create.isPending };
}
