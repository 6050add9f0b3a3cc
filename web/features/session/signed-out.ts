import { loginPath } from '#web/ui/paths.ts';
import { hasUnsavedWork } from '#web/ui/unsaved-work.ts';

type Answer = (signedInAgain: boolean) => void;

let asking: Promise<boolean> | null = null;
let answer: Answer | null = null;
let showDialog: ((open: boolean) => void) | null = null;

/** The dialog says how it is opened and closed. */
export function connectDialog(show: ((open: boolean) => void) | null): void {
  showDialog = show;
}

/**
 * The session has ended. With unsaved work on the page a dialog asks for the password and the calls that failed are repeated;
 * otherwise the sign-in page leads back here.
 */
export function handleSignedOut(): Promise<boolean> {
  if (!hasUnsavedWork() || !showDialog) {
    location.assign(loginPath(location.pathname + location.search));
    // The page is going away: no call has to show an error any more.
    return new Promise(() => {});
  }
  if (!asking) {
    showDialog(true);
    asking = new Promise((resolve) => {
      answer = resolve;
    });
  }
  return asking;
}

/** Called by the dialog: signed in again, or given up. */
export function finishSignedOut(signedInAgain: boolean): void {
  answer?.(signedInAgain);
  asking = null;
  answer = null;
  showDialog?.(false);
}
