import { Button, Modal } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { inSentence, t } from '#web/language/translate.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import { Note } from '#web/ui/note.tsx';
import { useReturnFocus } from '#web/ui/use-return-focus.ts';
import { Preview } from './preview.tsx';
import classes from './quick-add.module.css';
import { useQuickAdd } from './use-quick-add.ts';

interface QuickAddProps {
  /** What stands in the box already. */
  start: string;
  onClose: () => void;
}

/** A line such as `call Jane at Acme tomorrow 3pm`, what it means, and Enter makes it. */
export function QuickAdd({ start, onClose }: QuickAddProps) {
  const state = useQuickAdd(start);
  const { typed, line, record, errors, isSettled, make } = state;
  const [one] = useObject(record.object).label;
  const mayMake = useCan(record.object, 'create');
  const id = useId();
  // Enter waits for the records that the names mean; what comes after it, the dialog closing or the next line.
  const [then, setThen] = useState<'close' | 'next' | null>(null);
  useReturnFocus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once, when everything is known
  useEffect(() => {
    if (!then || !isSettled) return;
    setThen(null);
    void make().then((isMade) => {
      if (isMade) (then === 'close' ? onClose : state.clear)();
    });
  }, [then, isSettled]);
  const isEmpty = line.title === '';
  const begin = (next: 'close' | 'next') => !isEmpty && mayMake && setThen(next);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    begin(event.shiftKey ? 'next' : 'close');
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={640}
      yOffset="12vh"
      radius="lg"
      padding={0}
      transitionProps={{ duration: 100, transition: 'fade-down' }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('Quick add')}>
        <div className={classes.line}>
          <IconBolt size={18} stroke={1.7} aria-hidden="true" />
          <input
            data-autofocus
            aria-label={t('What to add')}
            aria-describedby={`${id}-preview`}
            placeholder={t('call Jane at Acme tomorrow 3pm')}
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={typed}
            onChange={(event) => state.type(event.currentTarget.value)}
            onKeyDown={press}
          />
        </div>
        <div id={`${id}-preview`} className={classes.preview}>
          {isEmpty ? <Examples onChoose={state.type} /> : <Preview state={state} />}
          {errors.length > 0 && <Note tone="error">{errors.join(' ')}</Note>}
          {!mayMake && <Note tone="warning">{t('Your role does not allow this')}</Note>}
        </div>
        <div className={classes.foot}>
          <span className={classes.keys}>{t('Enter adds, Shift and Enter adds and goes on')}</span>
          <Button size="xs" disabled={isEmpty || !mayMake} loading={then !== null} onClick={() => begin('close')}>
            {t('Create {one}', { one: inSentence(one) })}
          </Button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What can be typed; choosing one begins with it. */
function Examples({ onChoose }: { onChoose: (text: string) => void }) {
  const examples = [
    t('call Jane at Acme tomorrow 3pm'),
    t('meeting with Globex on Friday at 10 for 1h'),
    t('task send offer to Acme by Friday !high'),
    t('deal Fleet renewal 12k for Acme'),
    t('lead Maria Rossi maria@rossi.example'),
    t('note Acme: they liked the demo'),
  ];
  return (
    <ul className={classes.examples} aria-label={t('Examples')}>
      {examples.map((example) => (
        <li key={example}>
          <button type="button" onClick={() => onChoose(example)}>
            {example}
          </button>
        </li>
      ))}
    </ul>
  );
}
