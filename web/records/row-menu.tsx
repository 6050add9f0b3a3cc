import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '#web/language/translate.ts';

interface RowMenuProps {
  /** What the row is about, for its button's name. */
  label: string;
  onEdit: () => void;
  onDelete?: () => void;
  /** Further items. */
  children?: ReactNode;
}

/** What can be done to the record of a row. */
export function RowMenu({ label, onEdit, onDelete, children }: RowMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('Actions for {name}', { name: label })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
          {t('Edit')}
        </Menu.Item>
        {children}
        {onDelete && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onDelete}>
            {t('Delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
