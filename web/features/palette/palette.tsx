import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '#web/language/translate.ts';
import { useReturnFocus } from '#web/ui/use-return-focus.ts';
import classes from './palette.module.css';
import { type Choice, useChoices } from './use-choices.ts';

export interface PaletteProps {
  onClose: () => void;
  /** Makes a record of one line. */
  onQuickAdd: (text: string) => void;
}

/** One box for everything: finds records, opens pages, starts new records. */
export function Palette({ onClose, onQuickAdd }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState(0);
  const { groups, message } = useChoices(typed, onQuickAdd);
  const choices = groups.flatMap((group) => group.choices);
  const at = Math.min(selected, choices.length - 1);
  const listId = useId();
  useReturnFocus();
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    void choice.run();
  };
  const steps: Record<string, () => void> = {
    ArrowDown: () => setSelected(at + 1 === choices.length ? 0 : at + 1),
    ArrowUp: () => setSelected(at <= 0 ? choices.length - 1 : at - 1),
    Home: () => setSelected(0),
    End: () => setSelected(choices.length - 1),
    Enter: () => choose(choices[at]),
  };
  function press(event: KeyboardEvent) {
    const step = event.nativeEvent.isComposing ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={620}
      yOffset="12vh"
      radius="lg"
      padding={0}
      transitionProps={{ duration: 100, transition: 'fade-down' }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('Search or go to')}>
        <div className={classes.content}>
          <div className={classes.search}>
            <IconSearch size={18} stroke={1.7} aria-hidden="true" />
            <input
              data-autofocus
              role="combobox"
              aria-label={t('Search or go to')}
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
              aria-autocomplete="list"
              placeholder={t('Search or go to…')}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setSelected(0);
              }}
              onKeyDown={press}
            />
          </div>
          <Choices listId={listId} groups={groups} selected={at} onChoose={choose} />
          {message && (
            <p className={classes.message} role="status">
              {message}
            </p>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

interface ChoicesProps {
  listId: string;
  groups: readonly { label: string; choices: readonly Choice[] }[];
  selected: number;
  onChoose: (choice: Choice) => void;
}

function Choices({ listId, groups, selected, onChoose }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelectorAll('[role="option"]')[selected]?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  let before = 0;
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('Results')} className={classes.list} tabIndex={-1}>
      {groups.map(({ label, choices }) => {
        const start = before;
        before += choices.length;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, no fieldset
          <div key={label} role="group" aria-label={label}>
            <p className={classes.group} aria-hidden="true">
              {label}
            </p>
            {choices.map((choice, index) => (
              <Option
                key={choice.id}
                id={`${listId}-${start + index}`}
                choice={choice}
                isSelected={start + index === selected}
                onChoose={onChoose}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  isSelected: boolean;
  onChoose: (choice: Choice) => void;
}

function Option({ id, choice, isSelected, onChoose }: OptionProps) {
  const { label, description, icon: Icon } = choice;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above, which keeps the focus
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      tabIndex={-1}
      className={classes.option}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(choice)}
    >
      {Icon && <Icon size={17} stroke={1.7} aria-hidden="true" />}
      <span className={classes.label}>{label}</span>
      {description && <span className={classes.description}>{description}</span>}
    </div>
  );
}
