import { useEffect, useRef, useState } from 'react';

/** How far ahead of being seen something counts as seen already. */
const AHEAD = '600px';

/** Calls back whenever the element that gets the reference comes near being seen. */
export function useSeen(onSeen: () => void) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current(), {
      root: element.closest('[data-fills-window]'),
      rootMargin: AHEAD,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return setElement;
}
