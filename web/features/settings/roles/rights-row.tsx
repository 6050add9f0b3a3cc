import { Button, NativeSelect } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { type Action, type BuiltInRole, permissionOf, type Scope } from '#shared/permissions.ts';
import { msg, t, tn } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { rightsOf, scopesOf, withRight } from './rights.ts';
import { actionLabels } from './rights-table.tsx';
import { rightsText } from './rights-text.ts';
import classes from './roles.module.css';
import type { RoleDraft } from './use-role-draft.ts';

const FieldRights = lazy(async () => ({ default: (await import('./field-rights.tsx')).FieldRights }));

const scopeLabels: Readonly<Record<Scope, string>> = {
  none: msg('None'),
  own: msg('Own'),
  team: msg('Team’s'),
  all: msg('All'),
};
const yesNo: Readonly<Record<string, string>> = { none: msg('No'), all: msg('Yes') };

interface RightsRowProps {
  object: ObjectName;
  role: RoleRecord;
  draft: RoleDraft;
}

/** What a role may do with one kind of record: a choice for each action, what they come to, and the fields that are kept from it. */
export function RightsRow({ object, role, draft }: RightsRowProps) {
  const definition = useObject(object);
  const [choosing, setChoosing] = useState(false);
  const { base } = role;
  const rights = rightsOf(definition, base, draft.rules);
  const usual = permissionOf(definition.access, base as BuiltInRole);
  const restricted = Object.keys(draft.rules.fields[object] ?? {}).length;
  const isFixed = role.key === 'admin';
  const many = definition.label[1];
  return (
    <li className={classes.right}>
      <div className={classes.about}>
        <p className={classes.object}>
          {many}
          {definition.routes && (
            <Button
              variant="subtle"
              size="compact-xs"
              color={restricted > 0 ? undefined : 'gray'}
              aria-label={t('Fields of {many}', { many })}
              disabled={isFixed}
              onClick={() => setChoosing(true)}
            >
              {restricted > 0 ? tn(restricted, '{n} field kept back', '{n} fields kept back') : t('Fields')}
            </Button>
          )}
        </p>
        <p className={classes.summary}>{rightsText(rights)}</p>
      </div>
      <div className={classes.choices}>
        {(Object.keys(actionLabels) as Action[]).map((action) => {
          const scopes = scopesOf(definition, action);
          const labels = scopes.length > 2 ? scopeLabels : yesNo;
          const isOwn = rights[action] !== usual[action];
          const label = t(actionLabels[action]);
          return (
            <NativeSelect
              key={action}
              size="xs"
              className={classes.choice}
              label={label}
              aria-label={t('{action}: {many}', { action: label, many })}
              data-scope={rights[action]}
              data-own={isOwn || undefined}
              title={isOwn ? t('Other than the base of the role') : undefined}
              disabled={isFixed || scopes.length === 0}
              value={scopes.length === 0 ? 'fixed' : shownScope(scopes, rights[action])}
              data={
                scopes.length === 0
                  ? [{ value: 'fixed', label: rights[action] === 'none' ? '–' : t('Yes') }]
                  : scopes.map((value) => ({ value, label: t(labels[value] ?? value) }))
              }
              onChange={(event) =>
                draft.change(
                  withRight(draft.rules, definition, { base, action, scope: event.currentTarget.value as Scope }),
                )
              }
            />
          );
        })}
      </div>
      {choosing && (
        <Suspense>
          <FieldRights
            object={object}
            role={role.name}
            rules={draft.rules}
            onChange={draft.change}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      )}
    </li>
  );
}

/** Where only yes and no can be said, whoever reaches some reaches all. */
function shownScope(scopes: readonly Scope[], scope: Scope): Scope {
  return scopes.includes(scope) ? scope : 'all';
}
