/**
 * Scrolling through a list that is taller than browsers can make an element. What is scrolled stands at most `MOST` pixels tall; the
 * rest is made up for by an offset that changes while one scrolls: by steps too small to see as long as one scrolls by wheel,
 * keys or fingers, all at once when the thumb of the scroll bar is dragged far.
 */
export interface TallScroll {
  /** Height of all rows, in pixels. */
  whole: number;
  /** Height of the element that scrolls. */
  view: number;
  /** Pixels of the list above what the browser takes for its beginning. */
  offset: number;
  /** Where the browser has scrolled to. */
  top: number;
}

/** Browsers differ; all of them take this. */
const MOST = 8_000_000;
const STEP = MOST / 100;

/** The height to give to what scrolls. */
export function scrollHeight(whole: number): number {
  return Math.min(whole, MOST);
}

/** Where in the list the view begins. */
export function placeOf({ offset, top }: TallScroll): number {
  return offset + top;
}

/** After the browser has scrolled to `top`. When the result has another `top`, that is where it must be put. */
export function scrolled(before: TallScroll, top: number): TallScroll {
  const { whole, view, offset } = before;
  if (whole <= MOST) return { ...before, offset: 0, top };
  if (Math.abs(top - before.top) < view) return scrolledTo(before, top + offset);
  // The thumb was dragged: its place on the bar is the place in the list.
  const share = Math.min(1, top / Math.max(1, MOST - view));
  const next = offsetAt(before, share * (whole - view));
  return { ...before, offset: next, top };
}

/** With the view at a place in the list. */
export function scrolledTo(before: TallScroll, place: number): TallScroll {
  const { whole, view } = before;
  const within = Math.max(0, Math.min(place, whole - view));
  if (whole <= MOST) return { ...before, offset: 0, top: within };
  const offset = offsetAt(before, within);
  return { ...before, offset, top: within - offset };
}

/** The list in as many parts as there are steps; each part has an offset of its own. */
function offsetAt({ whole }: TallScroll, place: number): number {
  const parts = Math.ceil(whole / STEP);
  const part = Math.min(parts - 1, Math.floor(place / STEP));
  return Math.round((part * (whole - MOST)) / (parts - 1));
}
