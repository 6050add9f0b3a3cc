import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export interface Cell {
  row: number;
  column: number;
}

interface GridKeys {
  box: RefObject<HTMLElement | null>;
  count: number;
  columns: number;
  showRow: (row: number) => void;
  isEditable: (cell: Cell) => boolean;
  /** Chooses a row or takes it out; without, Space does nothing. */
  onToggle?: (row: number, isRange: boolean) => Promise<void>;
}

/** Rows that Page Up and Page Down pass. */
const LEAP = 15;

/** The cell of a grid that has the focus, and what keys do to it. */
export function useGridKeys({ box, count, columns, showRow, isEditable, onToggle }: GridKeys) {
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ typed?: string } | null>(null);
  const wantsFocus = useRef(false);

  const goTo = useCallback(
    (cell: Cell) => {
      const row = Math.max(0, Math.min(count - 1, cell.row));
      const column = Math.max(0, Math.min(columns - 1, cell.column));
      wantsFocus.current = true;
      showRow(row);
      setActive({ row, column });
    },
    [count, columns, showRow],
  );
  // The row may be drawn only after it has been scrolled to.
  useEffect(() => {
    if (!wantsFocus.current || editing) return;
    const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${active.row}.${active.column}"]`);
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const focus = useCallback((row: number, column: number) => {
    setActive((before) => (before.row === row && before.column === column ? before : { row, column }));
  }, []);
  const begin = useCallback(
    (row: number, column: number, typed?: string) => {
      if (!isEditable({ row, column })) return;
      setActive({ row, column });
      setEditing(typed === undefined ? {} : { typed });
    },
    [isEditable],
  );
  const finish = useCallback(
    (move?: 'next' | 'previous' | 'down') => {
      setEditing(null);
      wantsFocus.current = true;
      setActive((at) => stepped(at, move, { count, columns }));
    },
    [count, columns],
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.defaultPrevented || editing || !(event.target instanceof HTMLElement) || !event.target.dataset.cell)
      return;
    const to = moved(event, active, { count, columns });
    if (to) goTo(to);
    else if (event.key === ' ' && onToggle) void onToggle(active.row, event.shiftKey);
    else if (event.key === 'Enter' && !isEditable(active)) event.target.querySelector('a')?.click();
    else if (event.key === 'Enter' && event.target.dataset.title) event.target.querySelector('a')?.click();
    else if (event.key === 'Enter' || event.key === 'F2') begin(active.row, active.column);
    else return;
    event.preventDefault();
  }
  return { active, editing, goTo, focus, begin, finish, onKeyDown };
}

interface Size {
  count: number;
  columns: number;
}

function moved(event: KeyboardEvent, { row, column }: Cell, { count, columns }: Size): Cell | null {
  if (event.altKey || event.shiftKey) return null;
  const isFar = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
      return { row: isFar ? count - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + LEAP, column };
    case 'PageUp':
      return { row: row - LEAP, column };
    case 'Home':
      return isFar ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return isFar ? { row: count - 1, column: columns - 1 } : { row, column: columns - 1 };
    default:
      return null;
  }
}

/** The cell after an edited one; at the end of a row the next row's first. */
function stepped(
  { row, column }: Cell,
  move: 'next' | 'previous' | 'down' | undefined,
  { count, columns }: Size,
): Cell {
  if (move === 'down') return { row: Math.min(count - 1, row + 1), column };
  if (move === 'next')
    return column + 1 < columns ? { row, column: column + 1 } : { row: Math.min(count - 1, row + 1), column: 0 };
  if (move === 'previous')
    return column > 0 ? { row, column: column - 1 } : { row: Math.max(0, row - 1), column: columns - 1 };
  return { row, column };
}
