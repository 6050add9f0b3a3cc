import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Exchange } from '#web/api/client.ts';
import { exchange } from '#web/api/client.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { AnswerShown } from './answer-shown.tsx';
import classes from './api-docs.module.css';
import type { ApiDocument, Call } from './document.ts';
import { ParameterInput } from './parameter-input.tsx';
import { asCurl, asFetch, requestOf } from './request.ts';
import { useFilled } from './use-filled.ts';

/** Fills in a call and sends it, in the name of the person who is signed in. */
export function TryCall({ document, call }: { document: ApiDocument; call: Call }) {
  const { filled, setValue, setBody } = useFilled(document, call);
  const [answer, setAnswer] = useState<Exchange | null>(null);
  const [isSending, setSending] = useState(false);
  const [language, setLanguage] = useState('curl');
  const notifyWritten = useNotifyWritten();
  const request = requestOf(call, filled);

  async function send() {
    setSending(true);
    try {
      const got = await exchange(call.method, request.path, request);
      setAnswer(got);
      const changeSet = Number(got.headers.get('x-change-set'));
      if (changeSet > 0) notifyWritten(call.summary, changeSet);
    } catch (error) {
      notifyError(t('The call was not answered'), error as Error);
    }
    setSending(false);
  }
  return (
    <section className={classes.try} aria-label={t('Try it')}>
      <h3>{t('Try it')}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {call.parameters.map((parameter) => (
          <ParameterInput
            key={`${parameter.in} ${parameter.name}`}
            parameter={parameter}
            value={filled.values[`${parameter.in} ${parameter.name}`] ?? ''}
            onChange={(value) => setValue(parameter, value)}
          />
        ))}
        {call.requestBody && (
          <Textarea
            label={t('Body')}
            classNames={{ input: classes.code }}
            autosize
            minRows={3}
            maxRows={18}
            spellCheck={false}
            value={filled.body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        )}
        <div className={classes.send}>
          <Button type="submit" loading={isSending}>
            {t('Send')}
          </Button>
          {call.method !== 'GET' && <p>{t('This changes what your organization really has.')}</p>}
        </div>
      </form>
      {answer && <AnswerShown answer={answer} />}
      <div className={classes.samples}>
        <SegmentedControl
          size="xs"
          aria-label={t('Language of the example')}
          data={['curl', 'JavaScript']}
          value={language}
          onChange={setLanguage}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <pre tabIndex={0}>{language === 'curl' ? asCurl(call, request, location.origin) : asFetch(call, request)}</pre>
      </div>
    </section>
  );
}
