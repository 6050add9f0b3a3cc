import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { OptionColor } from '#shared/fields/field.ts';
import { t } from '#web/language/translate.ts';
import type { StageDraft, StagesState } from '#web/objects/pipelines/use-stages.ts';
import { colorChoices } from '#web/records/color-choices.ts';
import { moveByKey, useSorting } from '#web/ui/use-sorting.ts';
import classes from './fields.module.css';

interface OptionRowProps {
  option: StageDraft;
  at: number;
  state: StagesState;
  onRemove: () => void;
}

/** One choice; its handle moves it by dragging or with the arrow keys. */
export function OptionRow({ option, at, state, onRemove }: OptionRowProps) {
  const { change, move, drafts } = state;
  const { row, handle, isOver } = useSorting({ kind: 'option', id: option.key, onDrop: (key) => move(key, at) });
  const name = option.label || t('New choice');
  return (
    <li ref={row} data-over={isOver || undefined}>
      <ActionIcon
        ref={handle}
        variant="subtle"
        color="gray"
        className={classes.handle}
        aria-label={t('Move {name}: arrow keys up and down', { name })}
        onKeyDown={(event) => moveByKey(event, { at, count: drafts.length, move: (to) => move(option.key, to) })}
      >
        <IconGripVertical size={16} aria-hidden="true" />
      </ActionIcon>
      <TextInput
        size="xs"
        aria-label={t('Name of the choice')}
        value={option.label}
        maxLength={100}
        autoFocus={option.value === '' && option.label === ''}
        onChange={(event) => change(option.key, { label: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('Color of {name}', { name })}
        value={option.color ?? ''}
        data={[{ value: '', label: t('No color') }, ...colorChoices()]}
        onChange={(event) =>
          change(option.key, { color: (event.currentTarget.value || undefined) as OptionColor | undefined })
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Delete {name}', { name })}
        disabled={option.kept === true}
        title={option.kept ? t('The product sets it itself: it can be reworded') : undefined}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
