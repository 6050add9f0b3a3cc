import { Checkbox } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { directionOf, isSortable } from '#web/fields/sort.ts';
import { t } from '#web/language/translate.ts';
import { SortHeader } from '#web/records/sort-header.tsx';
import { type GridColumn, moveColumn, resizeColumn } from './columns.ts';
import classes from './grid.module.css';

interface GridHeaderProps {
  definition: ObjectDefinition;
  columns: readonly GridColumn[];
  onColumns: (columns: readonly GridColumn[]) => void;
  sort: string;
  onSort: (name: string) => void;
  withActions: boolean;
  /** The box that chooses all records that match. */
  box?: { checked: boolean; some: boolean; onChange: (all: boolean) => void };
}

/** Heads of columns: they sort; dragged they move, at their edge they are widened. With the keyboard: Alt and Shift with the arrow keys. */
export function GridHeader({ definition, columns, onColumns, sort, onSort, withActions, box }: GridHeaderProps) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.row} aria-rowindex={1}>
        {box && (
          <div role="columnheader" className={classes.box} aria-colindex={1}>
            <Checkbox
              size="xs"
              checked={box.checked}
              indeterminate={!box.checked && box.some}
              aria-label={t('Choose all that match')}
              onChange={(event) => box.onChange(event.currentTarget.checked)}
            />
          </div>
        )}
        {columns.map((column, at) => (
          <Head
            key={column.name}
            {...{ column, at, columns, onColumns, sort, onSort, definition }}
            isBoxed={box !== undefined}
          />
        ))}
        {withActions && (
          <div role="columnheader" className={classes.cell} data-kind="actions">
            <span className="visually-hidden">{t('Actions')}</span>
          </div>
        )}
      </div>
    </div>
  );
}

interface HeadProps extends Omit<GridHeaderProps, 'withActions' | 'box'> {
  column: GridColumn;
  at: number;
  isBoxed: boolean;
}

function Head({ column, at, columns, onColumns, sort, onSort, definition, isBoxed }: HeadProps) {
  const { name, field } = column;
  const cell = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !(event.altKey || event.shiftKey)) return;
    event.preventDefault();
    const width = (cell.current?.offsetWidth ?? 0) + 16 * step;
    onColumns(event.altKey ? moveColumn(columns, name, at + step) : resizeColumn(columns, name, width));
  }
  function onDrop(event: DragEvent) {
    const dragged = event.dataTransfer.getData(COLUMN);
    if (dragged) onColumns(moveColumn(columns, dragged, at));
  }
  return (
    <div
      ref={cell}
      role="columnheader"
      className={classes.cell}
      data-kind={field.kind}
      data-title={name === definition.title || undefined}
      data-first={at === 0 || undefined}
      data-boxed={isBoxed || undefined}
      aria-sort={directionOf(sort, name)}
      aria-colindex={at + (isBoxed ? 2 : 1)}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(COLUMN, name)}
      onDragOver={(event) => event.dataTransfer.types.includes(COLUMN) && event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
    >
      {isSortable(field) ? (
        <SortHeader name={name} label={field.label} sort={sort} onSort={onSort} />
      ) : (
        <span className={classes.label}>{field.label}</span>
      )}
      <Edge onResize={(width) => onColumns(resizeColumn(columns, name, width))} cell={cell} />
    </div>
  );
}

/** What is dragged is a column of this list, not a file or a text. */
const COLUMN = 'application/x-column';

interface EdgeProps {
  cell: { current: HTMLDivElement | null };
  onResize: (width: number) => void;
}

/** The edge of a column: dragging it changes the width. For the mouse alone; keys have their own way. */
function Edge({ cell, onResize }: EdgeProps) {
  const begin = useRef<{ x: number; width: number } | null>(null);
  const widthAt = (event: PointerEvent) => (begin.current?.width ?? 0) + event.clientX - (begin.current?.x ?? 0);
  return (
    <span
      className={classes.edge}
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        begin.current = { x: event.clientX, width: cell.current?.offsetWidth ?? 0 };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => begin.current && onResize(widthAt(event))}
      onPointerUp={() => {
        begin.current = null;
      }}
    />
  );
}
