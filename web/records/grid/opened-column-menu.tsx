import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core';
import { cloneElement, type ReactElement } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import { useOpenAtOnce } from '#web/ui/on-demand.tsx';
import { type GridColumn, readColumns, writeColumns } from './columns.ts';

export interface ColumnMenuProps {
  definition: ObjectDefinition;
  /** The columns as the address holds them. */
  value: string | undefined;
  usual: readonly string[];
  onChange: (value: string | undefined) => void;
}

/** Chooses which fields are columns, open at its button. */
export function OpenedColumnMenu({
  definition,
  value,
  usual,
  onChange,
  target: button,
}: ColumnMenuProps & { target: ReactElement }) {
  const { opened, setOpened, target } = useOpenAtOnce(button);
  const columns = readColumns(definition, value, usual);
  const isShown = (name: string) => columns.some((column) => column.name === name);
  const fields = Object.entries(definition.allFields).filter(
    ([name, { kind }]) => kind !== 'json' && name !== 'version',
  );
  function toggle(name: string, isOn: boolean) {
    const field = definition.allFields[name];
    const next: GridColumn[] =
      isOn && field ? [...columns, { name, field }] : columns.filter((one) => one.name !== name);
    if (next.length > 0) onChange(writeColumns(next, usual));
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>{cloneElement(target, { onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('Columns')}>
        <ScrollArea.Autosize mah={340}>
          <Stack gap={8} p={4} w={210}>
            {fields.map(([name, field]) => (
              <Checkbox
                key={name}
                size="xs"
                label={field.label}
                checked={isShown(name)}
                // The title is what a row is known by.
                disabled={name === definition.title}
                onChange={(event) => toggle(name, event.currentTarget.checked)}
              />
            ))}
            <Button
              variant="subtle"
              size="compact-xs"
              disabled={value === undefined}
              onClick={() => onChange(undefined)}
            >
              {t('Usual columns')}
            </Button>
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
