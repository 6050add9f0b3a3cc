import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface Sorting {
  /** What is sorted: rows of one kind take only each other. */
  kind: string;
  /** Tells the rows apart. */
  id: string;
  /** Another row was let go over this one. */
  onDrop: (id: string) => void;
}

/** A row of a list that is put in order by dragging its handle; `isOver` while another one is held over it. */
export function useSorting({ kind, id, onDrop }: Sorting) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (!row.current || !handle.current) return;
    const ends = [
      draggable({ element: row.current, dragHandle: handle.current, getInitialData: () => ({ [kind]: id }) }),
      dropTargetForElements({
        element: row.current,
        canDrop: ({ source }) => typeof source.data[kind] === 'string',
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false);
          drop.current(String(source.data[kind]));
        },
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [kind, id]);
  return { row, handle, isOver };
}

/** What a handle does by keyboard: arrow up and down move its row by one, within the list. */
export function moveByKey(
  event: KeyboardEvent,
  { at, count, move }: { at: number; count: number; move: (to: number) => void },
) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const to = at + step;
  if (to >= 0 && to < count) move(to);
}
