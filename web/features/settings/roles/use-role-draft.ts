import { useState } from 'react';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { ApiError } from '#web/api/client.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { type Rules, rulesOf } from './rights.ts';

/** A role while its name and rights are being changed: nothing counts before all of it is saved. */
export function useRoleDraft(role: RoleRecord) {
  const [name, setName] = useState(role.name);
  const [rules, setRules] = useState(() => rulesOf(role));
  const update = useUpdateRecord('roles');
  const notifyWritten = useNotifyWritten();
  const before = rulesOf(role);
  const parts = {
    ...(name.trim() !== role.name && { name }),
    ...(differs(rules.permissions, before.permissions) && { permissions: rules.permissions }),
    ...(differs(rules.fields, before.fields) && { fields: rules.fields }),
  };
  const { error } = update;
  async function save() {
    try {
      const { changeSetId } = await update.mutateAsync({ id: role.id, version: role.version, ...parts });
      notifyWritten(t('{name} saved', { name }), changeSetId);
    } catch {
      // Shown on the page, at the field that it is about.
    }
  }
  return {
    name,
    setName,
    rules,
    change: (next: Rules) => setRules(next),
    isChanged: Object.keys(parts).length > 0,
    reset: () => {
      setName(role.name);
      setRules(before);
      update.reset();
    },
    save,
    isSaving: update.isPending,
    error,
    errors: error instanceof ApiError ? error.errors : {},
  };
}

export type RoleDraft = ReturnType<typeof useRoleDraft>;

/** Rules say the same in any order. */
function differs(one: object, other: object): boolean {
  const plain = (value: object) =>
    JSON.stringify(
      Object.entries(value)
        .map(([key, rules]) => [key, Object.entries(rules).toSorted()])
        .toSorted(),
    );
  return plain(one) !== plain(other);
}
