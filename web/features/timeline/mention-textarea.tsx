import { Textarea, type TextareaProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import type { User } from '#shared/objects/users.ts';
import { listQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import classes from './mention-textarea.module.css';
import { insertMention, mentionAt } from './mentions.ts';

interface MentionTextareaProps extends Omit<TextareaProps, 'onChange' | 'value' | 'ref'> {
  value: string;
  onChange: (text: string) => void;
  /** Somebody was chosen; the text has the name in it already. */
  onMention: (text: string, person: Pick<User, 'id' | 'name'>) => void;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A box for text in which @ offers the people of the organization. */
export function MentionTextarea({ value, onChange, onMention, ref, ...rest }: MentionTextareaProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();
  const people = usePeople(typed);
  const isOpen = typed !== null && people.length > 0;

  function look() {
    const { value: text, selectionStart } = box.current ?? { value: '', selectionStart: 0 };
    setTyped(mentionAt(text, selectionStart));
    setAt(0);
  }
  function choose(person: User | undefined) {
    if (!box.current || !person) return;
    const inserted = insertMention(value, box.current.selectionStart, person.name);
    onMention(inserted.text, person);
    setTyped(null);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(inserted.caret, inserted.caret);
    });
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt((at + 1) % people.length),
    ArrowUp: () => setAt((at + people.length - 1) % people.length),
    Enter: () => choose(people[at]),
    Tab: () => choose(people[at]),
    Escape: () => setTyped(null),
  };
  function press(event: KeyboardEvent) {
    const act = isOpen && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing && keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  return (
    <div className={classes.wrap}>
      <Textarea
        {...rest}
        ref={box}
        value={value}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${at}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
      {isOpen && (
        <div id={listId} role="listbox" aria-label={t('People')} className={classes.people}>
          {people.map((person, row) => (
            // The keyboard works from the box above.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={person.id}
              id={`${listId}-${row}`}
              role="option"
              aria-selected={row === at}
              className={classes.person}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <Avatar name={person.name} />
              {person.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function usePeople(typed: string | null): readonly User[] {
  const params = { search: typed ?? '', active: true, sort: 'name', limit: 6, total: false };
  const { data } = useQuery({ ...listQuery('users', params), enabled: typed !== null, staleTime: 60_000 });
  const wanted = (typed ?? '').toLocaleLowerCase();
  // The answer to what was typed before stays until the next is there.
  return (data?.data ?? []).filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
}
