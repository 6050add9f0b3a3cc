import { useEffect, useState } from 'react';
import type { Setup } from '#shared/api/session.ts';
import { getSetup } from '#web/api/session.ts';
import { safeNext } from '#web/ui/paths.ts';
import { JoinPage } from './join-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { SignUpClosedPage } from './sign-up-closed-page.tsx';
import { SignUpPage } from './sign-up-page.tsx';
import { VisitorLayout } from './visitor-layout.tsx';

interface VisitorScreenProps {
  path: string;
  query: URLSearchParams;
}

/** The page for a visitor's path; on an installation that nobody has used yet, that is creating the organization. */
export function VisitorScreen({ path, query }: VisitorScreenProps) {
  const setup = useSetup();
  const enter = () => location.assign(safeNext(query.get('next'), location.origin));
  return <VisitorLayout insecure={setup?.insecure ?? false}>{choosePage({ path, query, setup, enter })}</VisitorLayout>;
}

interface Choice extends VisitorScreenProps {
  setup: Setup | null | undefined;
  enter: () => void;
}

function choosePage({ path, query, setup, enter }: Choice) {
  if (path === '/join') return <JoinPage token={query.get('token') ?? ''} onEnter={enter} />;
  // A moment of nothing is calmer than the wrong form.
  if (setup === undefined) return null;
  if (path === '/signup' && setup?.signup === 'closed') return <SignUpClosedPage />;
  if (path === '/signup' || setup?.first_run) {
    return (
      <SignUpPage
        setup={setup}
        invitation={query.get('invitation') ?? ''}
        onEnter={() => location.assign('/first-steps')}
      />
    );
  }
  return (
    <SignInPage canSignUp={setup !== null && setup.signup !== 'closed'} next={query.get('next')} onEnter={enter} />
  );
}

/** Undefined until known, null when the server does not say: signing in can still be tried then. */
function useSetup(): Setup | null | undefined {
  const [setup, setSetup] = useState<Setup | null>();
  useEffect(() => {
    getSetup().then(setSetup, () => setSetup(null));
  }, []);
  return setup;
}
