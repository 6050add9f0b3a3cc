import '#web/ui/styles/mantine-app.css';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { setSignedOutHandler } from '#web/api/client.ts';
import { queryClient } from '#web/api/query-client.ts';
import { handleSignedOut } from '#web/features/session/signed-out.ts';
import { RecordPagesProvider } from '#web/fields/record-pages.ts';
import { screens } from '#web/objects/screens.ts';
import { AppProvider } from '#web/ui/app-provider.tsx';
import { router } from './routes.tsx';

const recordPages = new Set(Object.keys(screens));

/** Starts the application for people who are signed in; others are led to the sign-in page. */
export function startApp(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root');
  setSignedOutHandler(handleSignedOut);
  createRoot(root).render(
    <AppProvider>
      <QueryClientProvider client={queryClient}>
        <RecordPagesProvider value={recordPages}>
          <RouterProvider router={router} />
        </RecordPagesProvider>
      </QueryClientProvider>
      <Notifications position="bottom-right" limit={4} containerWidth={340} />
    </AppProvider>,
  );
}
