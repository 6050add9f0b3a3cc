import '#web/ui/styles/base.css';
import { startLanguage } from '#web/language/start-language.ts';
import { isVisitorPath, loginPath, safeNext } from '#web/ui/paths.ts';

// Two programs behind one page: visitors never download the application, and the application never the visitors' forms.
const { pathname, search, origin } = location;
// The page carries a token for those who are signed in, so that nobody waits for a call to find out.
const isSignedIn = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content !== '';

if (!isVisitorPath(pathname)) {
  if (isSignedIn) void inLanguage(import('./app.tsx')).then(({ startApp }) => startApp());
  else location.replace(loginPath(pathname + search));
} else if (isSignedIn && !import.meta.env.DEV && pathname.startsWith('/login')) {
  location.replace(safeNext(new URLSearchParams(search).get('next'), origin));
} else {
  void inLanguage(import('./visitor.tsx')).then(({ startVisitor }) => startVisitor());
}

/** The program once its texts are there too; both are on their way at the same time. */
async function inLanguage<P>(program: Promise<P>): Promise<P> {
  await startLanguage();
  return program;
}
