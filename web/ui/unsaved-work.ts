import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';

let dirtyForms = 0;

/** Whether leaving the page now would lose something that was typed. */
export function hasUnsavedWork(): boolean {
  return dirtyForms > 0;
}

/** Says that something typed is not sent yet. It is kept as a draft, so that nobody has to be asked before leaving. */
export function useUnsentWork(isTyped: boolean): void {
  useEffect(() => {
    if (!isTyped) return;
    dirtyForms += 1;
    return () => {
      dirtyForms -= 1;
    };
  }, [isTyped]);
}

interface UnsavedWork {
  dirty: boolean;
  /** Asked again when somebody leaves: a save may just have made it false. */
  isDirty: () => boolean;
  /** The form stays while dialogs of its page come and go. */
  staysWithPage?: boolean;
}

/** Blocks leaving a form with unsaved input; the answer says when somebody has tried, and goes on or back. */
export function useUnsavedWork({ dirty, isDirty, staysWithPage = false }: UnsavedWork) {
  useUnsentWork(dirty);
  return useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty() && !(staysWithPage && pageOf(current.pathname) === pageOf(next.pathname)),
    // What was typed is kept as a draft: a reload brings it back.
    enableBeforeUnload: false,
    withResolver: true,
  });
}

/** `/leads/5/edit` lies over the page `/leads/5`. */
function pageOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
