import { Button } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { t } from '#web/language/translate.ts';
import { OnDemand } from '#web/ui/on-demand.tsx';
import type { ColumnMenuProps } from './opened-column-menu.tsx';

const loadMenu = async () => (await import('./opened-column-menu.tsx')).OpenedColumnMenu;

/** Chooses which fields are columns. */
export function ColumnMenu(props: ColumnMenuProps) {
  return (
    <OnDemand load={loadMenu} kind="dialog" given={props}>
      <Button variant="default" size="xs" leftSection={<IconColumns size={15} aria-hidden="true" />}>
        {t('Columns')}
      </Button>
    </OnDemand>
  );
}
