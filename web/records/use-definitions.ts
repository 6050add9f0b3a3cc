import { useMemo } from 'react';
import type { Definitions } from '#shared/filter/field-path.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { tenantDefinition, useSession } from './use-object.ts';

/** Every object's definition as the tenant has it, of those whose records the person may read. */
export function useDefinitions(): Definitions {
  const session = useSession();
  return useMemo(() => {
    return (name) => {
      const mayRead = (session.permissions[name]?.read ?? 'none') !== 'none';
      return Object.hasOwn(objects, name) && mayRead ? tenantDefinition(name as ObjectName, session) : undefined;
    };
  }, [session]);
}
