import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';

let dirtyForms = 0;

/** Whether leaving the page now would lose something that was typed. */
export function hasUnsavedWork(): boolean {
  return dirtyForms > 0;
}

/** Blocks leaving while `isDirty`; `isDirty` is called again at that moment, when a save may just have made it false. */
export function useUnsavedWork(dirty: boolean, isDirty: () => boolean) {
  useEffect(() => {
    if (!dirty) return;
    dirtyForms += 1;
    return () => {
      dirtyForms -= 1;
    };
  }, [dirty]);
  return useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
}
