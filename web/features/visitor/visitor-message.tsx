import { Anchor } from '@mantine/core';
import { t } from '#web/language/translate.ts';
import classes from './visitor-form.module.css';

interface VisitorMessageProps {
  title: string;
  text: string;
}

/** A page that only explains, with the way to signing in. */
export function VisitorMessage({ title, text }: VisitorMessageProps) {
  return (
    <div className={classes.form}>
      <div>
        <h1>{title}</h1>
        <p className={classes.text}>{text}</p>
      </div>
      <p>
        <Anchor href="/login">{t('Go to sign in')}</Anchor>
      </p>
    </div>
  );
}
