import { type RefObject, useEffect, useRef, useState } from 'react';
import { STEP } from './entry-keys.ts';
import type { Day } from './month-days.ts';

/** Pixels of an hour. */
export const HOUR_HEIGHT = 48;

/** A finger that rests this long takes the block along; before, it scrolls. */
const LONG_PRESS = 350;
/** Pixels of a movement that is meant. */
const SLACK = 6;

interface DragInput {
  isOn: boolean;
  /** Its lower edge can be dragged. */
  canResize: boolean;
  /** Dropped on a day (none: where it was), so many minutes later. */
  onMove: (day: Day | null, minutes: number) => void;
  onResize: (minutes: number) => void;
}

/** Drags a block by mouse, pen and finger, in steps; Escape leaves it where it was. */
export function useBlockDrag(ref: RefObject<HTMLElement | null>, input: DragInput) {
  const [isDragged, setIsDragged] = useState(false);
  const moved = useRef(false);
  const latest = useRef(input);
  latest.current = input;
  useEffect(() => {
    const block = ref.current;
    if (!block || !input.isOn) return;
    const listen = (event: PointerEvent) => {
      moved.current = false;
      if (event.button === 0) startDrag(block, event, { latest, moved, setIsDragged });
    };
    block.addEventListener('pointerdown', listen);
    return () => block.removeEventListener('pointerdown', listen);
  }, [ref, input.isOn]);
  return { isDragged, wasClick: () => !moved.current };
}

interface Session {
  latest: RefObject<DragInput>;
  moved: RefObject<boolean>;
  setIsDragged: (is: boolean) => void;
}

function startDrag(block: HTMLElement, down: PointerEvent, { latest, moved, setIsDragged }: Session): void {
  const isResize = latest.current.canResize && (down.target as HTMLElement).dataset.edge !== undefined;
  const height = block.offsetHeight;
  let isTaken = down.pointerType === 'mouse';
  const timer = isTaken ? undefined : setTimeout(take, LONG_PRESS);
  const stop = new AbortController();
  const options = { signal: stop.signal };

  function take() {
    isTaken = true;
    moved.current = true;
    setIsDragged(true);
  }
  function move(event: PointerEvent) {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    const isFar = Math.hypot(x, y) > SLACK;
    // A finger that moves at once scrolls.
    if (!isTaken) return isFar ? end() : undefined;
    if (!isFar && !moved.current) return;
    moved.current = true;
    setIsDragged(true);
    const rows = inSteps(y);
    if (isResize) block.style.height = `${Math.max(height + (rows / 60) * HOUR_HEIGHT, HOUR_HEIGHT / 4)}px`;
    else block.style.transform = `translate(${x}px, ${(rows / 60) * HOUR_HEIGHT}px)`;
  }
  function drop(event: PointerEvent) {
    const wasMoved = isTaken && moved.current;
    const by = inSteps(event.clientY - down.clientY);
    // What lies under the pointer is looked up without the block itself.
    block.style.pointerEvents = 'none';
    const day = columnAt(event);
    end();
    if (!wasMoved) return;
    if (isResize) latest.current.onResize(by);
    else latest.current.onMove(day, by);
  }
  function end() {
    clearTimeout(timer);
    stop.abort();
    setIsDragged(false);
    block.style.transform = '';
    block.style.pointerEvents = '';
    if (isResize) block.style.height = `${height}px`;
  }
  window.addEventListener('pointermove', move, options);
  window.addEventListener('pointerup', drop, options);
  window.addEventListener('pointercancel', end, options);
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), options);
  // The page must not scroll under a block that a finger has taken.
  window.addEventListener('touchmove', (event) => isTaken && event.preventDefault(), { ...options, passive: false });
}

function inSteps(pixels: number): number {
  return Math.round(((pixels / HOUR_HEIGHT) * 60) / STEP) * STEP;
}

function columnAt({ clientX, clientY }: PointerEvent): Day | null {
  const under = document.elementFromPoint(clientX, clientY)?.closest('[data-day]');
  return under instanceof HTMLElement ? (under.dataset.day ?? null) : null;
}
