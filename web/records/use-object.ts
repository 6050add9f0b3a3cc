import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Session } from '#shared/api/session.ts';
import { inOrder } from '#shared/field-order.ts';
import type { Field, Option } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { Action } from '#shared/permissions.ts';
import { sessionQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** An object's definition as this tenant has it: with its own wording, options and fields, in the person's language. */
export function useObject(name: ObjectName): ObjectDefinition {
  const session = useSession();
  return useMemo(() => tenantDefinition(name, session), [name, session]);
}

/** Whether the person may do something to an object's records; decides what is shown, the server what is done. */
export function useCan(name: ObjectName, action: Action): boolean {
  return (useSession().permissions[name]?.[action] ?? 'none') !== 'none';
}

/** The same without a hook. */
export function tenantDefinition(name: ObjectName, session: Session): ObjectDefinition {
  const definition = objects[name] as unknown as ObjectDefinition;
  const options = session.options[name] ?? {};
  const own = session.fields[name] ?? {};
  const added = Object.entries(own).filter(([, field]) => field.custom);
  const asTenantHasIt = ([key, field]: [string, Field]): [string, Field] => [
    key,
    translated({ ...(own[key] ?? field), ...(options[key] && { options: options[key] }) }),
  ];
  const change = (fields: Fields) => [...Object.entries(fields), ...added].map(asTenantHasIt);
  const fields = inOrder(Object.fromEntries(change(definition.fields)));
  return {
    ...definition,
    label: [t(definition.label[0]), t(definition.label[1])],
    fields,
    allFields: { ...Object.fromEntries(change(definition.allFields)), ...fields },
  };
}

/** Words of the tenant's own stand in no catalogue and stay as they are. */
function translated(field: Field): Field {
  const options = field.options?.map(inLanguage);
  const choices =
    field.choices && Object.entries(field.choices).map(([id, list]) => [id, list.map(inLanguage)] as const);
  return {
    ...field,
    label: t(field.label),
    ...(options && { options }),
    ...(choices && { choices: Object.fromEntries(choices) }),
  };
}

function inLanguage(option: Option): Option {
  return { ...option, label: t(option.label) };
}
