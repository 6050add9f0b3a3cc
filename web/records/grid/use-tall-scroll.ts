import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { placeOf, scrolled, scrolledTo, scrollHeight, type TallScroll } from './tall-scroll.ts';

/** Pixels of a row, and of what sticks above them. */
export const ROW = 38;
export const HEAD = 34;
/** Rows drawn beyond what is seen, so that slow scrolling draws seldom. */
const BEYOND = 6;

export interface RowWindow {
  /** The rows to draw: from `first` on, up to and without `end`. */
  first: number;
  end: number;
  /** Where the first of them stands below the top of what scrolls. */
  top: number;
}

/** Which rows of a list of `count` are seen in an element, however many there are. */
export function useTallScroll(element: RefObject<HTMLElement | null>, count: number) {
  const state = useRef<TallScroll>({ whole: 0, view: 0, offset: 0, top: 0 });
  const [rows, setRows] = useState<RowWindow>({ first: 0, end: Math.min(count, 40), top: 0 });
  const [view, setView] = useState({ first: 0, last: 0 });
  const whole = count * ROW + HEAD;

  const draw = useCallback(() => {
    const { current } = state;
    const place = placeOf(current);
    const first = Math.max(0, even(Math.floor(place / ROW) - BEYOND));
    const end = Math.min(count, even(Math.ceil((place + current.view) / ROW) + BEYOND));
    const top = first * ROW - current.offset;
    const seen = {
      first: Math.floor((place + ROW / 2) / ROW),
      last: Math.min(count, Math.round((place + current.view - HEAD) / ROW)) - 1,
    };
    setView((before) => (before.first === seen.first && before.last === seen.last ? before : seen));
    setRows((before) =>
      before.first === first && before.end === end && before.top === top ? before : { first, end, top },
    );
  }, [count]);

  const goTo = useCallback(
    (place: number) => {
      state.current = scrolledTo(state.current, place);
      if (element.current) element.current.scrollTop = state.current.top;
      draw();
    },
    [element, draw],
  );

  const onScroll = useCallback(() => {
    const node = element.current;
    if (!node || node.scrollTop === state.current.top) return;
    state.current = scrolled(state.current, node.scrollTop);
    if (Math.abs(state.current.top - node.scrollTop) >= 1) node.scrollTop = state.current.top;
    draw();
  }, [element, draw]);

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const measure = () => {
      state.current = { ...state.current, whole, view: node.clientHeight };
      goTo(placeOf(state.current));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, whole, goTo]);

  /** Brings a row into view, moving as little as possible. */
  const showRow = useCallback(
    (row: number) => {
      const { view: visible } = state.current;
      const place = placeOf(state.current);
      const [above, below] = [row * ROW, row * ROW + ROW + HEAD - visible];
      if (above < place) goTo(above);
      else if (below > place) goTo(below);
    },
    [goTo],
  );
  return { rows, view, height: scrollHeight(whole), onScroll, goTo, showRow };
}

/** Drawing goes by pairs of rows: half as often. */
function even(row: number): number {
  return row - (row % 2);
}
