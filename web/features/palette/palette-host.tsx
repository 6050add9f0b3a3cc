import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { PaletteProps } from './palette.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The palette, loaded when it is opened for the first time: by Ctrl or Cmd with K, by `/`, or by `open`. */
export function usePalette({ onQuickAdd }: Omit<PaletteProps, 'onClose'>) {
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  useHotkeys([['mod+K', open]], [], true);
  useHotkeys([['/', open]]);
  const element = opened && (
    <Suspense>
      <Palette onClose={() => setOpened(false)} onQuickAdd={onQuickAdd} />
    </Suspense>
  );
  return { open, element };
}
