import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Session } from '#shared/api/session.ts';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { Action } from '#shared/permissions.ts';
import { sessionQuery } from '#web/api/queries.ts';

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** An object's definition as this tenant has it: with its own wording, options and fields. */
export function useObject(name: ObjectName): ObjectDefinition {
  const session = useSession();
  return useMemo(() => tenantDefinition(name, session), [name, session]);
}

/** Whether the person may do something to an object's records; decides what is shown, the server what is done. */
export function useCan(name: ObjectName, action: Action): boolean {
  return (useSession().permissions[name]?.[action] ?? 'none') !== 'none';
}

function tenantDefinition(name: ObjectName, session: Session): ObjectDefinition {
  const definition = objects[name] as unknown as ObjectDefinition;
  const options = session.options[name] ?? {};
  const own = session.fields[name] ?? {};
  const added = Object.entries(own).filter(([, field]) => field.custom);
  const asTenantHasIt = ([key, field]: [string, Field]): [string, Field] => [
    key,
    { ...(own[key] ?? field), ...(options[key] && { options: options[key] }) },
  ];
  const change = (fields: Fields) => [...Object.entries(fields), ...added].map(asTenantHasIt);
  return {
    ...definition,
    fields: Object.fromEntries(change(definition.fields)),
    allFields: Object.fromEntries(change(definition.allFields)),
  };
}
