import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '#web/language/translate.ts';
import { useReturnFocus } from './use-return-focus.ts';
import { useIsPhone } from './use-screen.ts';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Width in pixels; phones are filled. */
  width?: number;
  /** A short question that wants an answer: small on phones too, above other dialogs, without a button to close. */
  isQuestion?: boolean;
  /** A question lies above: Escape is for that one. */
  isCovered?: boolean;
  children: ReactNode;
}

/** A dialog that is there as long as it is rendered. */
export function Dialog({ title, onClose, width = 440, isQuestion = false, isCovered = false, children }: DialogProps) {
  const isPhone = useIsPhone();
  useReturnFocus();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={width}
      padding="lg"
      radius={isPhone && !isQuestion ? 0 : 'lg'}
      transitionProps={{ duration: 120, transition: 'fade-down' }}
      fullScreen={isPhone && !isQuestion}
      centered={isQuestion}
      closeOnEscape={!isCovered}
      zIndex={isQuestion ? 300 : 200}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        {/* Inside a dialog it is no header of the page. */}
        <Modal.Header role="presentation">
          <Modal.Title fz="lg" fw={600}>
            {title}
          </Modal.Title>
          {!isQuestion && <Modal.CloseButton aria-label={t('Close')} />}
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
