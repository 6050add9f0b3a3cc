import { localStorageColorSchemeManager, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import type { Preferences } from '#shared/api/preferences.ts';

/** Kept in the browser, where `color-scheme.js` finds it before the first paint. */
const CONTRAST = 'arvelo-contrast';

const stored = localStorageColorSchemeManager();
let show: (scheme: MantineColorScheme) => void = () => {};

/** The library's own, which also hears of what `showTheme` changes. */
export const colorSchemes: MantineColorSchemeManager = {
  ...stored,
  subscribe(onUpdate) {
    show = onUpdate;
    stored.subscribe(onUpdate);
  },
};

/** Shows everything in a theme; null is as the system, high contrast is the system's own, darker and lighter. */
export function showTheme(theme: Preferences['theme']): void {
  const isContrast = theme === 'contrast';
  const scheme = theme === null || isContrast ? 'auto' : theme;
  keepContrast(isContrast);
  if (stored.get('auto') === scheme) return;
  stored.set(scheme);
  show(scheme);
}

function keepContrast(isContrast: boolean): void {
  document.documentElement.toggleAttribute(
    'data-contrast',
    isContrast || matchMedia('(prefers-contrast: more)').matches,
  );
  try {
    if (isContrast) localStorage.setItem(CONTRAST, 'more');
    else localStorage.removeItem(CONTRAST);
  } catch {
    // Storage can be forbidden; the session says the theme then, a moment later.
  }
}
