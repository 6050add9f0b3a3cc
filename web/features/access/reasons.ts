import type { ObjectName } from '#shared/objects/registry.ts';
import { inSentence, msg, t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';

const reasons: Readonly<Record<string, string>> = {
  role: msg('the role reaches all'),
  owner: msg('owner'),
  team: msg('team of the owner'),
  share: msg('shared'),
};

/** Why somebody reaches a record, in words. */
export function useReasonText(object: ObjectName): (reason: string) => string {
  const { fields } = useObject(object);
  return (reason) => {
    const known = reasons[reason];
    return known ? t(known) : t('through the {field}', { field: inSentence(fields[reason]?.label ?? reason) });
  };
}
