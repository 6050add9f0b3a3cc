import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '#web/language/translate.ts';
import classes from './search-box.module.css';

interface SearchBoxProps {
  label: string;
  value: string;
  /** Called when typing pauses. */
  onChange: (value: string) => void;
}

/** Text to search for. `/` jumps here from anywhere on the page. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text;
    onChange(text);
  }, 250);
  useHotkeys([['/', () => input.current?.focus()]]);
  useEffect(() => {
    // The address has changed under the box: back and forward, or a cleared search.
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  function change(text: string) {
    setTyped(text);
    send(text.trim());
  }
  return (
    <TextInput
      ref={input}
      className={classes.box}
      type="search"
      size="xs"
      aria-label={label}
      placeholder={`${label}…`}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden="true" />}
      rightSection={typed && <CloseButton size="xs" aria-label={t('Clear search')} onClick={() => change('')} />}
    />
  );
}
