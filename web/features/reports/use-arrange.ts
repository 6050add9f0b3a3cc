import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface Arranging {
  at: number;
  count: number;
  /** Puts what stands at `at` elsewhere; without, nothing can be moved. */
  onMove: ((to: number) => void) | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Lets a card be dragged by its handle to the place of another one, and moved by arrow keys on the handle. */
export function useArrange({ at, count, onMove }: Arranging) {
  const ref = useRef<HTMLLIElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isDragged, setIsDragged] = useState(false);
  const move = useRef(onMove);
  move.current = onMove;
  const isMovable = onMove !== undefined;
  useEffect(() => {
    const [card, handle] = [ref.current, grip.current];
    if (!card || !handle || !isMovable) return;
    const stopDragging = draggable({
      element: card,
      dragHandle: handle,
      getInitialData: () => ({ chart: at, moveTo: (to: number) => move.current?.(to) }),
      onDragStart: () => setIsDragged(true),
      onDrop: () => setIsDragged(false),
    });
    const stopTaking = dropTargetForElements({
      element: card,
      canDrop: ({ source }) => typeof source.data.chart === 'number' && source.data.chart !== at,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false);
        (source.data.moveTo as (to: number) => void)(at);
      },
    });
    return () => {
      stopDragging();
      stopTaking();
    };
  }, [at, isMovable]);
  const press = (event: KeyboardEvent) => {
    const to = at + (STEPS[event.key] ?? 0);
    if (to === at || to < 0 || to >= count) return;
    event.preventDefault();
    onMove?.(to);
  };
  return { ref, isOver, isDragged, handle: isMovable ? { ref: grip, onKeyDown: press } : null };
}
