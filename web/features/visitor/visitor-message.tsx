import { Anchor } from '@mantine/core';
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
        <Anchor href="/login">Go to sign in</Anchor>
      </p>
    </div>
  );
}
