import { t } from '#web/language/translate.ts';
import classes from './api-docs.module.css';
import type { ApiDocument, Call } from './document.ts';
import { answerOf, bodyOf, exampleOf } from './example.ts';
import { MethodMark } from './method-mark.tsx';
import { SchemaFields } from './schema-fields.tsx';
import { TryCall } from './try-call.tsx';

/** What a call does, takes and answers, and a way to try it. */
export function CallDetails({ document, call }: { document: ApiDocument; call: Call }) {
  const body = bodyOf(call);
  const answer = answerOf(call);
  const refusals = Object.keys(call.responses).filter((status) => !status.startsWith('2'));
  return (
    <>
      <article className={classes.details}>
        <h2 className={classes.summary}>{call.summary}</h2>
        <p className={classes.path}>
          <MethodMark method={call.method} />
          <code>{call.path}</code>
        </p>
        {body && (
          <section>
            <h3>{t('Body')}</h3>
            <SchemaFields document={document} schema={body} />
          </section>
        )}
        {answer && (
          <section>
            <h3>{t('Answer {status}', { status: answer.status })}</h3>
            <SchemaFields document={document} schema={answer.schema} />
            <details className={classes.example}>
              <summary>{t('Example')}</summary>
              <pre>{JSON.stringify(exampleOf(document, answer.schema), null, 2)}</pre>
            </details>
          </section>
        )}
        <p className={classes.refusals}>{t('Refusals: {list}', { list: refusals.join(', ') })}</p>
      </article>
      <TryCall document={document} call={call} />
    </>
  );
}
