import { IconPlus } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { newRecordPath } from '#web/fields/record-link.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { useCan, useObject } from './use-object.ts';

interface NewRecordLinkProps {
  object: ObjectName;
  /** Instead of `New lead`. */
  label?: string;
}

/** Opens the form for a new record over the list, for those who may create one. */
export function NewRecordLink({ object, label }: NewRecordLinkProps) {
  const definition = useObject(object);
  if (!useCan(object, 'create')) return null;
  return (
    <ButtonLink to={newRecordPath(object)} search={true} leftSection={<IconPlus size={16} aria-hidden="true" />}>
      {label ?? t('New {one}', { one: inSentence(definition.label[0]) })}
    </ButtonLink>
  );
}
