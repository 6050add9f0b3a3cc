import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';

const QuickAdd = lazy(async () => ({ default: (await import('./quick-add.tsx')).QuickAdd }));

/** One line that makes a record, loaded when it is opened for the first time: by Q, or by `open` with a text to begin with. */
export function useQuickAddDialog() {
  const [text, setText] = useState<string | null>(null);
  useHotkeys([['q', () => setText('')]]);
  const element = text !== null && (
    <Suspense>
      <QuickAdd start={text} onClose={() => setText(null)} />
    </Suspense>
  );
  return { open: (start = '') => setText(start), element };
}
