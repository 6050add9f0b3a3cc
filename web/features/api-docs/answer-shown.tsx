import type { Exchange } from '#web/api/client.ts';
import { t } from '#web/language/translate.ts';
import classes from './api-docs.module.css';

const HEADERS = ['x-change-set', 'etag', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy', 'x-request-id'];
/** More than this is cut off on the page. */
const LONGEST = 20_000;

/** What came back. */
export function AnswerShown({ answer }: { answer: Exchange }) {
  const headers = HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  const isGood = answer.status < 400;
  return (
    <div className={classes.answer} role="status">
      <p>
        <strong data-good={isGood}>{answer.status}</strong>
        <span>{t('{n} ms', { n: answer.milliseconds })}</span>
      </p>
      <pre className={classes.headers}>{headers.join('\n')}</pre>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre tabIndex={0}>{pretty(answer.text)}</pre>
    </div>
  );
}

function pretty(text: string): string {
  const shown = withoutError(() => JSON.stringify(JSON.parse(text), null, 2)) ?? text;
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n…` : shown;
}

function withoutError<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
