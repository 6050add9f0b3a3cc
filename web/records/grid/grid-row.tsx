import { Checkbox, Skeleton } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { RecordLink } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { TickBox } from '#web/records/tick-box.tsx';
import { CellEditor } from './cell-editor.tsx';
import type { GridColumn } from './columns.ts';
import classes from './grid.module.css';

/** What a row does when it is used; always the same functions. */
export interface RowActions {
  focus: (row: number, column: number) => void;
  begin: (row: number, column: number) => void;
  toggle: (row: number, isRange: boolean) => Promise<void>;
  finish: (
    record: AnyRecord,
    name: string,
    change: { value: unknown } | null,
    move?: 'next' | 'previous' | 'down',
  ) => void;
}

interface GridRowProps {
  row: number;
  /** Undefined while it is read. */
  record: AnyRecord | undefined;
  definition: ObjectDefinition;
  columns: readonly GridColumn[];
  /** The column that has the focus; -1 for none. */
  active: number;
  /** The active cell is being edited. */
  editing: { typed?: string } | null;
  /** Undefined where rows cannot be chosen. */
  chosen: boolean | undefined;
  rowActions?: (record: AnyRecord) => ReactNode;
  actions: RowActions;
}

/** One record of a grid; drawn anew only when something about it changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, record, columns, chosen, rowActions, actions } = props;
  const hasBox = chosen !== undefined;
  return (
    <div role="row" className={classes.row} aria-rowindex={row + 2} aria-selected={hasBox ? chosen : undefined}>
      {hasBox && (
        <div role="gridcell" className={classes.box} aria-colindex={1}>
          {record && (
            <Checkbox
              size="xs"
              tabIndex={-1}
              checked={chosen}
              aria-label={t('Choose {title}', { title: String(record[props.definition.title]) })}
              onChange={() => {}}
              onClick={(event) => void actions.toggle(row, event.shiftKey)}
            />
          )}
        </div>
      )}
      {columns.map((column, at) => (
        <GridCell key={column.name} {...props} column={column} at={at} />
      ))}
      {rowActions && (
        <div role="gridcell" className={classes.cell} data-kind="actions">
          {record && rowActions(record)}
        </div>
      )}
    </div>
  );
});

const widths = ['70%', '55%', '80%', '45%', '60%'];

function GridCell({
  row,
  record,
  definition,
  column,
  at,
  active,
  editing,
  chosen,
  actions,
}: GridRowProps & { column: GridColumn; at: number }) {
  const { name, field } = column;
  const isActive = active === at;
  const isTitle = name === definition.title;
  return (
    <div
      role="gridcell"
      className={classes.cell}
      data-kind={field.kind}
      data-title={isTitle || undefined}
      data-first={at === 0 || undefined}
      data-boxed={chosen !== undefined || undefined}
      data-cell={`${row}.${at}`}
      aria-colindex={at + (chosen === undefined ? 1 : 2)}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => actions.focus(row, at)}
      onDoubleClick={() => actions.begin(row, at)}
    >
      {!record ? (
        <Skeleton height={10} width={widths[(row + 2 * at) % widths.length]} animate={false} />
      ) : isActive && editing ? (
        <CellEditor
          name={name}
          field={field}
          record={record}
          typed={editing.typed}
          onDone={(change, move) => actions.finish(record, name, change, move)}
        />
      ) : isTitle ? (
        <>
          <TickBox definition={definition} record={record} />
          <RecordLink object={definition.name} id={record.id} className={classes.title} tabIndex={-1}>
            {String(record[name])}
          </RecordLink>
        </>
      ) : (
        <span className={classes.value}>
          <FieldValue name={name} field={field} record={record} />
        </span>
      )}
    </div>
  );
}
