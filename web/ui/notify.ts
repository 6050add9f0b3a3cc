import { notifications } from '@mantine/notifications';

/** Says that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 3500, color: 'accent', withBorder: true });
}

/** Says that something has failed; stays until closed. */
export function notifyError(title: string, error: Error): void {
  notifications.show({
    title,
    message: error.message,
    autoClose: 10_000,
    color: 'red',
    withBorder: true,
    role: 'alert',
  });
}
