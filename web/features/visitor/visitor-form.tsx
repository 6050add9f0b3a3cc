import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Note } from '#web/ui/note.tsx';
import classes from './visitor-form.module.css';

interface VisitorFormProps {
  title: string;
  text?: string;
  /** A failure that belongs to no field. */
  message: string;
  busy: boolean;
  action: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
  /** Below the button. */
  footer?: ReactNode;
}

export function VisitorForm({ title, text, message, busy, action, onSubmit, children, footer }: VisitorFormProps) {
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate aria-labelledby="form-title">
      <div>
        <h1 id="form-title">{title}</h1>
        {text && <p className={classes.text}>{text}</p>}
      </div>
      {message && <Note tone="error">{message}</Note>}
      {children}
      <Button type="submit" size="md" fullWidth loading={busy} className={classes.submit}>
        {action}
      </Button>
      {footer && <p className={classes.footer}>{footer}</p>}
    </form>
  );
}
