import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Session } from '#shared/api/session.ts';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { Action } from '#shared/permissions.ts';
import { sessionQuery } from '#web/api/queries.ts';

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** An object's definition as this tenant has it: with its own options. */
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
  const own = session.options[name] ?? {};
  const withOptions = ([key, field]: [string, Field]) => [key, own[key] ? { ...field, options: own[key] } : field];
  return {
    ...definition,
    fields: Object.fromEntries(Object.entries(definition.fields).map(withOptions as never)),
    allFields: Object.fromEntries(Object.entries(definition.allFields).map(withOptions as never)),
  };
}
