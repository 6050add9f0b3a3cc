import { lazy, Suspense } from 'react';
import { LinkedText } from './linked-text.tsx';
import classes from './markdown.module.css';

interface MarkdownProps {
  text: string;
}

/** What no plain text has in it: without any of these the reader of Markdown need not be loaded. */
const signs = /[*_`#>[\]|~]|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{3,}\s*$/m;

const MarkdownBody = lazy(async () => ({ default: (await import('./markdown-body.tsx')).MarkdownBody }));

/** A text that may be Markdown. HTML in it is shown as text, pictures as links: nothing of it is ever executed or fetched. */
export function Markdown({ text }: MarkdownProps) {
  return (
    <div className={classes.markdown}>
      {signs.test(text) ? (
        <Suspense fallback={<PlainText text={text} />}>
          <MarkdownBody text={text} />
        </Suspense>
      ) : (
        <PlainText text={text} />
      )}
    </div>
  );
}

function PlainText({ text }: MarkdownProps) {
  return (
    <p className={classes.plain}>
      <LinkedText text={text} />
    </p>
  );
}
