import { Button, Group, Modal } from '@mantine/core';
import { useReturnFocus } from './use-return-focus.ts';

interface ConfirmDialogProps {
  title: string;
  text: string;
  /** What the dangerous button does, as a verb. */
  action: string;
  cancel?: string;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something is lost. */
export function ConfirmDialog({
  title,
  text,
  action,
  cancel = 'Cancel',
  busy,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  useReturnFocus();
  return (
    <Modal opened onClose={onCancel} title={title} size="sm" withCloseButton={false} centered role="alertdialog">
      <p>{text}</p>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {cancel}
        </Button>
        <Button color="red" onClick={onConfirm} loading={busy}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
