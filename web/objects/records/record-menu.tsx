import { Menu } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';

const AccessDialog = lazy(async () => ({
  default: (await import('#web/features/access/access-dialog.tsx')).AccessDialog,
}));

/** Dialogs that open from the menu of a record's page. */
export type RecordDialogName = 'access';

interface RecordMenuItemsProps {
  object: ObjectName;
  record: AnyRecord;
  open: (dialog: RecordDialogName) => void;
}

/** What the menu of a record's page offers beyond editing and deleting. */
export function RecordMenuItems({ object, open }: RecordMenuItemsProps) {
  if (!hasOwner(object)) return null;
  return (
    <Menu.Item leftSection={<IconUsersGroup size={15} />} onClick={() => open('access')}>
      {t('Who can see this')}
    </Menu.Item>
  );
}

interface RecordDialogsProps {
  object: ObjectName;
  id: number;
  open: RecordDialogName | null;
  onClose: () => void;
}

export function RecordDialogs({ object, id, open, onClose }: RecordDialogsProps) {
  return <Suspense>{open === 'access' && <AccessDialog record={{ object, id }} onClose={onClose} />}</Suspense>;
}

/** Records without an owner are settings that everybody sees. */
function hasOwner(object: ObjectName): boolean {
  return Object.hasOwn(objects[object].fields, 'owner_id');
}
