import { lazy, Suspense, useEffect, useState } from 'react';
import { connectDialog } from './signed-out.ts';

const SignedOutForm = lazy(async () => ({ default: (await import('./signed-out-form.tsx')).SignedOutForm }));

/** Asks for the password when the session has ended under unsaved work, so that nothing typed is lost. */
export function SignedOutDialog() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    connectDialog(setOpen);
    return () => connectDialog(null);
  }, []);
  if (!open) return null;
  return (
    <Suspense>
      <SignedOutForm />
    </Suspense>
  );
}
