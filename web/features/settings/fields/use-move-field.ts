import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { positionBetween, usualPosition } from '#shared/field-order.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { objects } from '#shared/objects/registry.ts';
import { changeField, type FieldDescription } from '#web/api/fields.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';

/** The fields of an object in their order, and putting one elsewhere: seen at once, taken back when the server refuses. */
export function useMoveField(object: ObjectName, stored: readonly FieldDescription[] = []) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const [moved, setMoved] = useState<readonly string[] | null>(null);
  const fields = moved ? stored.toSorted((a, b) => moved.indexOf(a.key) - moved.indexOf(b.key)) : stored;
  async function move(key: string, to: number) {
    const one = fields.find((field) => field.key === key);
    if (!one) return;
    const rest = fields.filter((field) => field.key !== key);
    const next = [...rest.slice(0, to), one, ...rest.slice(to)];
    setMoved(next.map((field) => field.key));
    try {
      const changes = changesFor(object, next, to);
      let last: number | null = null;
      for (const { id, position } of changes) last = (await changeField(id, { position })).changeSetId;
      notifyWritten(t('{name} moved', { name: one.label }), changes.length === 1 ? last : null);
    } catch (error) {
      notifyError(t('The field was not moved'), error as Error);
    }
    await queries.invalidateQueries();
    setMoved(null);
  }
  return { fields, move };
}

/** What has to be stored for the field at `to`: its position alone, or everybody's where there is no room left between two. */
function changesFor(object: ObjectName, fields: readonly FieldDescription[], to: number) {
  const before = fields[to - 1];
  const after = fields[to + 1];
  const place = (field: FieldDescription | undefined) => field && positionOf(object, field, fields);
  const position = positionBetween(place(before), place(after));
  if (position !== null) return [{ id: fields[to]?.id ?? '', position }];
  return fields.map((field, at) => ({ id: field.id, position: usualPosition(at) }));
}

/** Where a field stands: as the tenant has put it, else by its number among the product's, added ones behind them. */
function positionOf(object: ObjectName, field: FieldDescription, fields: readonly FieldDescription[]): number {
  if (field.position !== null) return field.position;
  const own = Object.keys(objects[object].fields);
  const at = own.indexOf(field.key);
  if (at >= 0) return usualPosition(at);
  const added = fields.filter((one) => one.custom && one.position === null);
  return usualPosition(own.length + added.findIndex((one) => one.key === field.key));
}
