import { Button, Group, NativeSelect } from '@mantine/core';
import type { ObjectName } from '#shared/objects/registry.ts';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { type FieldRight, type Rules, withFieldRight } from './rights.ts';
import classes from './roles.module.css';

interface FieldRightsProps {
  object: ObjectName;
  /** The name of the role. */
  role: string;
  rules: Rules;
  onChange: (rules: Rules) => void;
  onClose: () => void;
}

/** Which fields of an object a role does not see, or only looks at. */
export function FieldRights({ object, role, rules, onChange, onClose }: FieldRightsProps) {
  const { fields, label, title } = useObject(object);
  return (
    <Dialog title={t('Fields of {many} for {role}', { many: label[1], role })} onClose={onClose} width={520}>
      <p className={classes.summary}>
        {t('A hidden field is in no list, filter, export or answer. It counts when the role is saved.')}
      </p>
      <ul className={classes.fields}>
        {Object.entries(fields).map(([name, field]) => {
          const right = rules.fields[object]?.[name];
          const isNeeded = name === title || name === 'owner_id';
          return (
            <li key={name}>
              <span>{field.label}</span>
              <NativeSelect
                size="xs"
                aria-label={field.label}
                className={classes.choice}
                data-own={right ? true : undefined}
                value={right ?? ''}
                data={[
                  { value: '', label: field.readOnly ? t('Sees it') : t('May change it') },
                  ...(field.readOnly ? [] : [{ value: 'read', label: t('May only read it') }]),
                  ...(isNeeded ? [] : [{ value: 'hidden', label: t('Hidden') }]),
                ]}
                onChange={(event) => {
                  const next = (event.currentTarget.value || null) as FieldRight | null;
                  onChange(withFieldRight(rules, { object, field: name, right: next }));
                }}
              />
            </li>
          );
        })}
      </ul>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('Done')}</Button>
      </Group>
    </Dialog>
  );
}
