import { ActionIcon, Badge, Menu, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconGripVertical } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import { objects } from '#shared/objects/registry.ts';
import { type FieldDescription, removeField } from '#web/api/fields.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { moveByKey, useSorting } from '#web/ui/use-sorting.ts';
import { kindLabel } from './field-kinds.ts';
import classes from './fields.module.css';

interface FieldRowProps {
  field: FieldDescription;
  at: number;
  count: number;
  onMove: (key: string, to: number) => void;
  onEdit: () => void;
}

/** One field: what it is called and of which kind, its rules, and a handle that puts it elsewhere. */
export function FieldRow({ field, at, count, onMove, onEdit }: FieldRowProps) {
  const { row, handle, isOver } = useSorting({ kind: 'field', id: field.key, onDrop: (key) => onMove(key, at) });
  const remove = useRemove(field);
  // The session has it in the person's language.
  const label = useObject(field.object).fields[field.key]?.label ?? field.label;
  return (
    <li ref={row} className={`${parts.row} ${classes.field}`} data-over={isOver || undefined}>
      <ActionIcon
        ref={handle}
        variant="subtle"
        color="gray"
        className={classes.handle}
        aria-label={t('Move {name}: arrow keys up and down', { name: label })}
        onKeyDown={(event) => moveByKey(event, { at, count, move: (to) => onMove(field.key, to) })}
      >
        <IconGripVertical size={16} aria-hidden="true" />
      </ActionIcon>
      <div className={parts.main}>
        <p className={parts.name}>
          <UnstyledButton className={classes.name} onClick={onEdit}>
            {label}
          </UnstyledButton>
          {field.custom && <Badge variant="light">{t('Added')}</Badge>}
          {field.required && <Badge variant="default">{t('Required')}</Badge>}
          {field.unique && <Badge variant="default">{t('Unique')}</Badge>}
          {field.read_only && <Badge variant="default">{t('Set by the system')}</Badge>}
        </p>
        <p className={parts.hint}>{field.help ?? field.key}</p>
      </div>
      <span className={`${parts.hint} ${classes.kind}`}>{kindLabel(field.kind)}</span>
      <span className={`${parts.hint} ${classes.index}`}>
        {field.indexed && <span title={t('Filters and sorts by it use an index')}>{t('Indexed')}</span>}
      </span>
      <RowMenu
        label={label}
        onEdit={onEdit}
        onDelete={field.custom ? () => void remove(t('{name} deleted', { name: label })) : undefined}
      >
        {isReworded(field) && (
          <Menu.Item
            leftSection={<IconArrowBackUp size={15} />}
            onClick={() => void remove(t('{name} is as it was', { name: label }))}
          >
            {t('As the product has it')}
          </Menu.Item>
        )}
      </RowMenu>
    </li>
  );
}

/** Whether the organization has made anything else of a field of the product. */
function isReworded({ object, key, custom, label, help, position, required, options }: FieldDescription): boolean {
  const usual: Field | undefined = (objects[object].fields as Fields)[key];
  if (custom || !usual) return false;
  const hasOwnOptions = !usual.optionsFrom && JSON.stringify(options) !== JSON.stringify(usual.options ?? []);
  const isPlain = label === usual.label && help === null && position === null && required === usual.required;
  return !isPlain || hasOwnOptions;
}

function useRemove({ id }: FieldDescription) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  return async (done: string) => {
    try {
      notifyWritten(done, (await removeField(id)).changeSetId);
    } catch (error) {
      notifyError(t('The field was not changed'), error as Error);
    }
    await queries.invalidateQueries();
  };
}
