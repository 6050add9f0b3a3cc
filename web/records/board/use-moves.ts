import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { updateRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';

/** Where cards have been moved to and are shown already, while the server takes note. */
export type Moves = ReadonlyMap<number, { record: AnyRecord; to: string }>;

/** `more`: what else the move says, such as why a record was lost. */
export type Move = (record: AnyRecord, to: string, more?: Readonly<Record<string, unknown>>) => Promise<void>;

/** Moves cards at once, with undo; back where they were when the server refuses. */
export function useMoves(object: ObjectName, by: string) {
  const { fields, title } = useObject(object);
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const [moves, setMoves] = useState<Moves>(new Map());
  const show = (id: number, shown: { record: AnyRecord; to: string } | null) =>
    setMoves((before) => {
      const next = new Map(before);
      if (shown) next.set(id, shown);
      else next.delete(id);
      return next;
    });
  const move: Move = async (record, to, more) => {
    const from = String(record[by]);
    if (to === from) return;
    show(record.id, { record: { ...record, [by]: to, ...more }, to });
    try {
      const { changeSetId } = await updateRecord(object, record.id, { [by]: to, ...more });
      const label = fields[by]?.options?.find(({ value }) => value === to)?.label ?? to;
      notifyWritten(`${String(record[title])}: ${label}`, changeSetId);
    } catch (error) {
      notifyError(t('{name} could not be moved', { name: String(record[title]) }), error as Error);
    }
    await queries.invalidateQueries();
    show(record.id, null);
  };
  return { moves, move };
}
