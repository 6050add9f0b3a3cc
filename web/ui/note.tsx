import { Alert, type AlertProps } from '@mantine/core';
import classes from './note.module.css';

interface NoteProps extends Omit<AlertProps, 'color' | 'variant'> {
  tone: 'error' | 'warning';
}

/** A message inside a page or form. Errors are read out as soon as they appear. */
export function Note({ tone, ...rest }: NoteProps) {
  return (
    <Alert
      variant="default"
      role={tone === 'error' ? 'alert' : 'note'}
      {...rest}
      classNames={{ root: classes.note, title: classes.title, icon: classes.icon, message: classes.message }}
      data-tone={tone}
    />
  );
}
