import { createRoot } from 'react-dom/client';
import { VisitorScreen } from '#web/features/visitor/visitor-screen.tsx';
import { AppProvider } from '#web/ui/app-provider.tsx';

/** Starts the pages for people who are not signed in. */
export function startVisitor(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root');
  createRoot(root).render(
    <AppProvider>
      <VisitorScreen path={location.pathname.replace(/\/$/, '')} query={new URLSearchParams(location.search)} />
    </AppProvider>,
  );
}
