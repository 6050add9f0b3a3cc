import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import type { FieldKind } from '#shared/fields/field.ts';
import type { FieldInputProps } from '#web/fields/input-props.ts';
import { LineInput } from '#web/fields/line-input.tsx';
import { typedInputs } from '#web/fields/typed-inputs.ts';
import classes from './grid.module.css';

const loadPickers = () => import('#web/fields/field-input.tsx');
const Picker = lazy(async () => ({ default: (await loadPickers()).FieldInput }));
const typedHere: Partial<Record<FieldKind, ComponentType<FieldInputProps>>> = { ...typedInputs, text: LineInput };

/** Fetches what cells are edited with beyond typing, as soon as somebody turns to the grid. */
export function fetchPickers(): void {
  void loadPickers().catch(() => {});
}

interface CellInputProps extends FieldInputProps {
  /** Called when the input is there, with what was typed while it was on its way. */
  onReady: (typed: string) => void;
}

/** The input of a cell. Those for typing come with the list; a picker that is still on its way gets what is typed meanwhile. */
export function CellInput({ onReady, ...props }: CellInputProps) {
  const typed = useRef('');
  const Input = typedHere[props.field.kind] ?? Picker;
  const wait = (
    <input
      className={classes.waiting}
      aria-label={props.field.label}
      // biome-ignore lint/a11y/noAutofocus: the cell it stands in was just opened
      autoFocus
      onChange={(event) => {
        typed.current = event.currentTarget.value;
      }}
    />
  );
  return (
    <Suspense fallback={wait}>
      <Input {...props} />
      <Ready onReady={() => onReady(typed.current)} />
    </Suspense>
  );
}

/** Says when all beside it is there. */
function Ready({ onReady }: { onReady: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once
  useEffect(onReady, []);
  return null;
}
