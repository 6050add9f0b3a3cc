import { type ComponentType, cloneElement, type ReactElement, type Ref, useEffect, useRef, useState } from 'react';
import { t } from '#web/language/translate.ts';
import { notifyError } from './notify.tsx';

/** What opens at a button: it draws the button itself, as its target. */
type OpenedAt<P> = ComponentType<P & { target: ReactElement }>;

interface ButtonProps {
  onClick?: () => void;
  onFocus?: () => void;
  onPointerEnter?: () => void;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
}

interface OnDemandProps<P> {
  load: () => Promise<OpenedAt<P>>;
  kind: 'menu' | 'dialog';
  /** Further properties of what opens. */
  given: P;
  children: ReactElement<ButtonProps>;
}

/** A button whose menu is fetched when somebody reaches for it, and opens as soon as it is there. */
export function OnDemand<P extends object>({ load, kind, given, children }: OnDemandProps<P>) {
  const [Opened, setOpened] = useState<OpenedAt<P> | null>(null);
  if (Opened) return <Opened {...given} target={children} />;
  // A fetch ahead that fails is made again by the click, which says so.
  const fetchAhead = () => void load().catch(() => {});
  const open = () =>
    load().then(
      (opened) => setOpened(() => opened),
      (error: Error) => notifyError(t('This could not be opened'), error),
    );
  return cloneElement(children, {
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    onClick: () => void open(),
    'aria-haspopup': kind,
    'aria-expanded': false,
  });
}

/** Opens at once, with the focus on the target, where it returns to. */
export function useOpenAtOnce(target: ReactElement) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLElement>(null);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  const withRef = cloneElement(target as ReactElement<ButtonProps & { ref?: Ref<HTMLElement> }>, { ref: button });
  return { opened, setOpened, target: withRef };
}
