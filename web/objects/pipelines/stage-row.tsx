import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { Option, OptionColor } from '#shared/fields/field.ts';
import { msg, t } from '#web/language/translate.ts';
import { colorChoices } from '#web/records/color-choices.ts';
import { moveByKey, useSorting } from '#web/ui/use-sorting.ts';
import classes from './pipelines.module.css';
import type { StageDraft, StagesState } from './use-stages.ts';

const types = [
  { value: 'open', label: msg('Open') },
  { value: 'won', label: msg('Won') },
  { value: 'lost', label: msg('Lost') },
] as const;

interface StageRowProps {
  stage: StageDraft;
  at: number;
  state: StagesState;
  onRemove: () => void;
}

/** One stage: its words and rules; its handle moves it by dragging or with the arrow keys. */
export function StageRow({ stage, at, state, onRemove }: StageRowProps) {
  const { change, move, drafts } = state;
  const { row, handle, isOver } = useSorting({
    kind: 'stage',
    id: stage.key,
    onDrop: (key) => move(key, at),
  });
  const name = stage.label || t('New stage');
  const set = (patch: Partial<Option>) => change(stage.key, patch);
  return (
    <li ref={row} className={classes.stage} data-over={isOver || undefined}>
      <ActionIcon
        ref={handle}
        variant="subtle"
        color="gray"
        className={classes.handle}
        aria-label={t('Move {name}: arrow keys up and down', { name })}
        onKeyDown={(event) => moveByKey(event, { at, count: drafts.length, move: (to) => move(stage.key, to) })}
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
        data={[{ value: '', label: t('By progress') }, ...colorChoices()]}
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
