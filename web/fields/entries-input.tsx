import { ActionIcon, Button, Input, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { MOST_ENTRIES } from '#shared/fields/entries.ts';
import { t } from '#web/language/translate.ts';
import classes from './entries.module.css';
import { type EntryRow, entryLabelWords, readRows, writeRows } from './entry-rows.ts';
import type { FieldInputProps } from './input-props.ts';

/** Several addresses or numbers, a line each, with a label and a star at the primary one. A form holds them as one text of JSON. */
export function EntriesInput({ name, field, value, onChange, error, autoFocus, isBare }: FieldInputProps) {
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const rows = readRows(value);
  const shown = rows.length > 0 ? rows : [{ value: '', label: null, primary: true }];
  const put = (next: readonly EntryRow[]) => onChange(writeRows(next));
  const change = (at: number, patch: Partial<EntryRow>) =>
    put(shown.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  /** The line that is gone has had the focus. */
  function remove(at: number) {
    const rest = shown.filter((_, index) => index !== at);
    put(rest.some((row) => row.primary) ? rest : rest.map((row, index) => ({ ...row, primary: index === 0 })));
    focusLine(Math.max(0, at - 1));
  }
  function add() {
    put([...shown, { value: '', label: null, primary: false }]);
    focusLine(shown.length);
  }
  const focusLine = (at: number) =>
    requestAnimationFrame(() => box.current?.querySelectorAll<HTMLInputElement>('input')[at]?.focus());
  return (
    <fieldset ref={box} className={classes.box} tabIndex={-1} aria-describedby={error ? id : undefined}>
      <legend className={isBare ? classes.hidden : undefined}>
        <Input.Label component="span" required={field.required}>
          {field.label}
        </Input.Label>
      </legend>
      {shown.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may hold the same while they are typed
        <div key={at} className={classes.line}>
          <TextInput
            aria-label={`${field.label} ${at + 1}`}
            type={field.of === 'phone' ? 'tel' : 'email'}
            autoComplete="off"
            value={row.value}
            error={Boolean(error)}
            data-path={at === 0 ? name : undefined}
            data-autofocus={(autoFocus && at === 0) || undefined}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('Label of {value}', { value: row.value || `${field.label} ${at + 1}` })}
            value={row.label ?? ''}
            data={[
              { value: '', label: t('No label') },
              ...Object.entries(entryLabelWords).map(([key, word]) => ({ value: key, label: t(word) })),
            ]}
            onChange={(event) => change(at, { label: (event.currentTarget.value || null) as EntryRow['label'] })}
          />
          {shown.length > 1 && (
            <>
              <StarButton
                row={row}
                onClick={() => put(shown.map((one, index) => ({ ...one, primary: index === at })))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('Remove {value}', { value: row.value || `${field.label} ${at + 1}` })}
                onClick={() => remove(at)}
              >
                <IconX size={16} aria-hidden="true" />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
      {error && <Input.Error id={id}>{error}</Input.Error>}
      {shown.length < MOST_ENTRIES && (
        <Button
          className={classes.add}
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={add}
        >
          {field.of === 'phone' ? t('Add phone') : t('Add email')}
        </Button>
      )}
    </fieldset>
  );
}

function StarButton({ row, onClick }: { row: EntryRow; onClick: () => void }) {
  const Star = row.primary ? IconStarFilled : IconStar;
  const label = row.primary ? t('Primary') : t('Make primary');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={row.primary ? undefined : 'gray'}
        aria-label={`${label}: ${row.value}`}
        aria-pressed={row.primary}
        onClick={onClick}
      >
        <Star size={16} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
