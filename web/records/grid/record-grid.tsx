import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { fetchPickers } from './cell-input.tsx';
import { type GridColumn, gridTemplate } from './columns.ts';
import classes from './grid.module.css';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { choose, isChosen, type Selection } from './selection.ts';
import { useEditCell } from './use-edit-cell.ts';
import { type Cell, useGridKeys } from './use-grid-keys.ts';
import { useRows } from './use-rows.ts';
import { useRowsInView } from './use-rows-in-view.ts';
import { HEAD, useTallScroll } from './use-tall-scroll.ts';

export interface RecordGridProps {
  definition: ObjectDefinition;
  columns: readonly GridColumn[];
  onColumns: (columns: readonly GridColumn[]) => void;
  /** The query of the list, without a page. */
  params: ListParams;
  /** Rows that there are. */
  count: number;
  /** The rows are those of the query before; the next are on their way. */
  stale: boolean;
  rowActions?: (record: AnyRecord) => ReactNode;
  sort: string;
  onSort: (name: string) => void;
  /** Without, rows cannot be chosen. */
  selection?: Selection;
  onSelect: (selection: Selection) => void;
  /** Where in the list one is: the first row that is seen and the last. */
  onView: (first: number, last: number) => void;
  /** A row to go to, each time it changes. */
  jump: { row: number } | null;
}

/** Records as a grid that scrolls however many there are. One cell has the focus; arrow keys move it, Enter and F2 edit, Space chooses the row. */
export function RecordGrid(props: RecordGridProps) {
  const { definition, columns, params, count, rowActions, selection, onSelect } = props;
  const object = definition.name as never;
  const box = useRef<HTMLDivElement>(null);
  const { rows, height, onScroll, showRow, view } = useTallScroll(box, count);
  const { recordAt, readRows } = useRows(object, params, rows);
  const mayEdit = useCan(object, 'update');
  const edit = useEditCell(object);
  useRowsInView(view, props.onView);
  const layout = gridTemplate(columns, { title: definition.title, boxes: !!selection, actions: !!rowActions });
  const anchor = useRef(0);

  const toggle = useCallback(
    async (row: number, isRange: boolean) => {
      const record = recordAt(row);
      if (!selection || !record) return;
      const isOn = !isChosen(selection, record.id);
      const [from, to] = isRange ? [Math.min(anchor.current, row), Math.max(anchor.current, row)] : [row, row];
      anchor.current = row;
      const records = from === to ? [record] : await readRows(from, to);
      onSelect(
        choose(
          selection,
          records.map(({ id }) => id),
          isRange || isOn,
        ),
      );
    },
    [selection, onSelect, recordAt, readRows],
  );
  const isEditable = useCallback(
    ({ column }: Cell) => {
      const field = columns[column]?.field;
      return (
        mayEdit &&
        !!field &&
        !field.readOnly &&
        field.kind !== 'json' &&
        field.kind !== 'entries' &&
        !field.multiline &&
        columns[column]?.name !== 'id' &&
        definition.fields[columns[column]?.name ?? ''] !== undefined
      );
    },
    [columns, mayEdit, definition],
  );
  const keys = useGridKeys({ box, count, columns: columns.length, showRow, isEditable, onToggle: selection && toggle });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a jump is made once
  useEffect(() => {
    if (props.jump) keys.goTo({ row: props.jump.row, column: 0 });
  }, [props.jump]);
  const actions = useMemo(
    () => ({
      focus: keys.focus,
      begin: keys.begin,
      toggle,
      finish: (
        record: AnyRecord,
        name: string,
        change: { value: unknown } | null,
        move?: 'next' | 'previous' | 'down',
      ) => {
        keys.finish(move);
        if (change) void edit(record, name, change.value);
      },
    }),
    [keys.focus, keys.begin, keys.finish, toggle, edit],
  );
  const drawn = Array.from({ length: Math.max(0, rows.end - rows.first) }, (_, at) => rows.first + at);
  return (
    <div
      ref={box}
      className={classes.grid}
      role="grid"
      data-fills-window
      data-stale={props.stale || undefined}
      aria-label={definition.label[1]}
      aria-busy={props.stale}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + (selection ? 1 : 0) + (rowActions ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      onScroll={onScroll}
      onKeyDown={keys.onKeyDown}
      onFocus={fetchPickers}
      onPointerEnter={fetchPickers}
      style={{ '--columns': layout.template, '--width': `${layout.width}px` } as never}
    >
      <div role="presentation" style={{ height, minWidth: layout.width }} className={classes.whole}>
        <GridHeader
          {...props}
          withActions={!!rowActions}
          box={
            selection && {
              checked: selection.all,
              some: selection.ids.size > 0,
              onChange: (all) => onSelect({ ids: new Set(), all }),
            }
          }
        />
        <div role="rowgroup" className={classes.rows} style={{ transform: `translateY(${rows.top}px)`, top: HEAD }}>
          {drawn.map((row) => (
            <GridRow
              key={row}
              row={row}
              record={recordAt(row)}
              definition={definition}
              columns={columns}
              active={keys.active.row === row ? keys.active.column : -1}
              editing={keys.active.row === row ? keys.editing : null}
              chosen={selection ? isChosen(selection, recordAt(row)?.id) : undefined}
              rowActions={rowActions}
              actions={actions}
            />
          ))}
        </div>
      </div>
      {count === 0 && <p className="visually-hidden">{t('Nothing here')}</p>}
    </div>
  );
}
