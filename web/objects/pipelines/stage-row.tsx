import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconGripVertical, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Option, type OptionColor, optionColors } from '#shared/fields/field.ts';
import { msg, t } from '#web/language/translate.ts';
import classes from './pipelines.module.css';
import type { StageDraft, StagesState } from './use-stages.ts';

const types = [
  { value: 'open', label: msg('Open') },
  { value: 'won', label: msg('Won') },
  { value: 'lost', label: msg('Lost') },
] as const;

const colorLabels: Readonly<Record<OptionColor, string>> = {
  gray: msg('Gray'),
  red: msg('Red'),
  orange: msg('Orange'),
  yellow: msg('Yellow'),
  green: msg('Green'),
  teal: msg('Teal'),
  blue: msg('Blue'),
  violet: msg('Violet'),
  pink: msg('Pink'),
};

interface StageRowProps {
  stage: StageDraft;
  at: number;
  state: StagesState;
  onRemove: () => void;
}

/** One stage: its words and rules; its handle moves it by dragging or with the arrow keys. */
export function StageRow({ stage, at, state, onRemove }: StageRowProps) {
  const { change, move, drafts } = state;
  const { row, handle, isOver } = useSorting(stage.key, (key) => move(key, at));
  const name = stage.label || t('New stage');
  const set = (patch: Partial<Option>) => change(stage.key, patch);
  function press(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = at + step;
    if (to >= 0 && to < drafts.length) move(stage.key, to);
  }
  return (
    <li ref={row} className={classes.stage} data-over={isOver || undefined}>
      <ActionIcon
        ref={handle}
        variant="subtle"
        color="gray"
        className={classes.handle}
        aria-label={t('Move {name}: arrow keys up and down', { name })}
        onKeyDown={press}
      >
        <IconGripVertical size={16} aria-hidden="true" />
      </ActionIcon>
      <TextInput
        className={classes.name}
        aria-label={t('Name of the stage')}
        value={stage.label}
        maxLength={100}
        autoFocus={stage.value === '' && stage.label === ''}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('Type of {name}', { name })}
        value={stage.type ?? 'open'}
        data={types.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={(event) => set(typeOf(event.currentTarget.value as 'open'))}
      />
      <NumberInput
        aria-label={t('Probability of {name} in percent', { name })}
        value={stage.probability ?? 0}
        min={0}
        max={100}
        suffix=" %"
        disabled={stage.type !== 'open'}
        allowDecimal={false}
        onChange={(value) => set({ probability: Number(value) || 0 })}
      />
      <NativeSelect
        aria-label={t('Color of {name}', { name })}
        value={stage.color ?? ''}
        data={[
          { value: '', label: t('By progress') },
          ...optionColors.map((value) => ({ value, label: t(colorLabels[value]) })),
        ]}
        onChange={(event) => set({ color: (event.currentTarget.value || undefined) as OptionColor | undefined })}
      />
      <NumberInput
        aria-label={t('Days until {name} is stale', { name })}
        placeholder={t('Usual')}
        value={stage.stale_days ?? ''}
        min={1}
        max={3650}
        disabled={stage.type !== 'open'}
        allowDecimal={false}
        onChange={(value) => set({ stale_days: Number(value) || undefined })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('Delete {name}', { name })} onClick={onRemove}>
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

/** What is over has a chance that goes without saying. */
function typeOf(type: 'open' | 'won' | 'lost'): Partial<Option> {
  if (type === 'open') return { type };
  return { type, probability: type === 'won' ? 100 : 0, stale_days: undefined };
}

function useSorting(key: string, onDrop: (key: string) => void) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (!row.current || !handle.current) return;
    const ends = [
      draggable({ element: row.current, dragHandle: handle.current, getInitialData: () => ({ stage: key }) }),
      dropTargetForElements({
        element: row.current,
        canDrop: ({ source }) => typeof source.data.stage === 'string',
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false);
          drop.current(String(source.data.stage));
        },
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [key]);
  return { row, handle, isOver };
}
