import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { RecordLink, recordPath } from '#web/fields/record-link.tsx';
import { useHasPage } from '#web/fields/record-pages.ts';
import { directionOf, isSortable } from '#web/fields/sort.ts';
import { t } from '#web/language/translate.ts';
import classes from './record-table.module.css';
import { moveBetweenRows } from './row-keys.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import { SortHeader } from './sort-header.tsx';
import { TickBox } from './tick-box.tsx';

export interface RecordRowsProps {
  definition: ObjectDefinition;
  columns: readonly string[];
  /** Undefined while the first page is read. */
  records: readonly AnyRecord[] | undefined;
  /** The rows belong to the page before; the next is on its way. */
  stale: boolean;
  rowActions?: (record: AnyRecord) => ReactNode;
  /** What they are in the order of. */
  sort: string;
  /** A field was chosen to sort by. */
  onSort: (name: string) => void;
}

/** Records as dense rows. The title is the link; clicking anywhere in a row follows it, the arrow keys move between rows. */
export function RecordTable({ definition, columns, records, stale, rowActions, sort, onSort }: RecordRowsProps) {
  const fields = columns.map((name) => [name, definition.allFields[name]] as [string, Field]);
  return (
    <table className={classes.table} data-stale={stale || undefined} aria-busy={!records || stale}>
      <caption className="visually-hidden">{definition.label[1]}</caption>
      <thead>
        <tr>
          {fields.map(([name, field]) => (
            <th
              key={name}
              scope="col"
              data-kind={field.kind}
              data-title={name === definition.title || undefined}
              aria-sort={directionOf(sort, name)}
            >
              {isSortable(field) ? (
                <SortHeader name={name} label={field.label} sort={sort} onSort={onSort} />
              ) : (
                field.label
              )}
            </th>
          ))}
          {rowActions && (
            <th scope="col" data-kind="actions">
              <span className="visually-hidden">{t('Actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody onKeyDown={moveBetweenRows}>
        {records ? (
          records.map((record) => (
            <Row key={record.id} definition={definition} fields={fields} record={record} rowActions={rowActions} />
          ))
        ) : (
          <SkeletonRows fields={fields} withActions={rowActions !== undefined} />
        )}
      </tbody>
    </table>
  );
}

interface RowProps {
  definition: ObjectDefinition;
  fields: readonly [string, Field][];
  record: AnyRecord;
  rowActions?: (record: AnyRecord) => ReactNode;
}

function Row({ definition, fields, record, rowActions }: RowProps) {
  const navigate = useNavigate();
  const hasPage = useHasPage(definition.name);
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    if (isOwnClick(event)) void navigate({ to: recordPath(definition.name, record.id) });
  };
  return (
    // The link in the row serves the keyboard; the click on the rest of it is a larger target for the mouse.
    <tr onClick={hasPage ? open : undefined} data-opens={hasPage || undefined}>
      {fields.map(([name, field]) => (
        <td key={name} data-kind={field.kind} data-title={name === definition.title || undefined}>
          {name === definition.title ? (
            <>
              <TickBox definition={definition} record={record} />
              <RecordLink object={definition.name} id={record.id} className={classes.title}>
                {String(record[name])}
              </RecordLink>
            </>
          ) : (
            <FieldValue name={name} field={field} record={record} withLinks={!hasPage} />
          )}
        </td>
      ))}
      {rowActions && <td data-kind="actions">{rowActions(record)}</td>}
    </tr>
  );
}

/** Clicks on links and other controls, with a modifier, or at the end of selecting text are not for the row. */
function isOwnClick(event: MouseEvent<HTMLElement>): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented) return false;
  if (event.target instanceof Element && event.target.closest('a, button, input')) return false;
  return !window.getSelection()?.toString();
}
