import '#web/ui/styles/base.css';
import { isVisitorPath } from '#web/ui/paths.ts';

// Two programs behind one page: visitors never download the application, and the application never the visitors' forms.
if (isVisitorPath(location.pathname)) void import('./visitor.tsx').then(({ startVisitor }) => startVisitor());
else void import('./app.tsx').then(({ startApp }) => startApp());
