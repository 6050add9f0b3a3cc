import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { failureText } from '#web/api/failure-text.ts';
import { t } from '#web/language/translate.ts';
import classes from './notify.module.css';

const shared = () => ({ withBorder: true, closeButtonProps: { 'aria-label': t('Close message') } });

/** Says that something was done; with `undo` for a while offers to take it back. */
export function notifyDone(message: string, undo?: () => unknown): void {
  const id = notifications.show({
    message: undo ? <WithUndo message={message} onUndo={takeBack} /> : message,
    autoClose: undo ? 10_000 : 3500,
    className: classes.done,
    ...shared(),
  });
  function takeBack() {
    notifications.hide(id);
    undo?.();
  }
}

/** Says that something has failed; stays long enough to be read twice. */
export function notifyError(title: string, error: Error): void {
  notifications.show({
    title,
    message: failureText(error),
    autoClose: 12_000,
    color: 'red',
    role: 'alert',
    ...shared(),
  });
}

interface NotifyAction {
  label: string;
  run: () => void;
}

/** Asks what to do, beside what one is doing: nothing waits for the answer. */
export function notifyChoice(title: string, text: string, actions: readonly NotifyAction[]): void {
  const id = notifications.show({
    title,
    message: <WithActions text={text} actions={actions} onDone={() => notifications.hide(id)} />,
    autoClose: false,
    role: 'alert',
    ...shared(),
  });
}

interface WithActionsProps {
  text: string;
  actions: readonly NotifyAction[];
  onDone: () => void;
}

function WithActions({ text, actions, onDone }: WithActionsProps) {
  return (
    <>
      <p>{text}</p>
      <span className={classes.actions}>
        {actions.map(({ label, run }) => (
          <Button
            key={label}
            variant="light"
            size="compact-xs"
            onClick={() => {
              onDone();
              run();
            }}
          >
            {label}
          </Button>
        ))}
      </span>
    </>
  );
}

interface WithUndoProps {
  message: string;
  onUndo: () => void;
}

function WithUndo({ message, onUndo }: WithUndoProps) {
  return (
    <span className={classes.line}>
      {message}
      <Button variant="light" size="compact-xs" onClick={onUndo}>
        {t('Undo')}
      </Button>
    </span>
  );
}
