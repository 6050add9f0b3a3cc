import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode, Suspense, useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { DeleteRecord } from './delete-record.tsx';
import { useCan, useObject } from './use-object.ts';

interface RecordActionsProps {
  object: ObjectName;
  record: AnyRecord;
  onEdit: () => void;
  onDeleted: () => void;
  /** Before the button that edits. */
  first?: ReactNode;
  /** Further items of the menu. */
  children?: ReactNode;
}

/** What can be done to the record of a page, as far as the person may. */
export function RecordActions({ object, record, onEdit, onDeleted, first, children }: RecordActionsProps) {
  const { removable } = useObject(object);
  const mayEdit = useCan(object, 'update');
  const mayDelete = useCan(object, 'delete') && removable;
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {first && <Suspense>{first}</Suspense>}
      {mayEdit && (
        <Button variant="default" leftSection={<IconPencil size={15} aria-hidden="true" />} onClick={onEdit}>
          {t('Edit')}
        </Button>
      )}
      {(mayDelete || children) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={32} aria-label={t('More actions')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {children}
            {mayDelete && (
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
                {t('Delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {deleting && (
        <DeleteRecord object={object} record={record} onDeleted={onDeleted} onClose={() => setDeleting(false)} />
      )}
    </>
  );
}
