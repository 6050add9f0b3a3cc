import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import type { FormValue, FormValues } from '#web/fields/form-values.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { useObject } from './use-object.ts';

interface FieldConflictProps {
  object: ObjectName;
  name: string;
  mine: FormValue;
  before: FormValues;
  theirs: AnyRecord;
  onMine: () => void;
  onTheirs: () => void;
}

/** Somebody has changed the very field that was just typed: which of the two stays? */
export function FieldConflict({ object, name, mine, before, theirs, onMine, onTheirs }: FieldConflictProps) {
  const { label, fields } = useObject(object);
  const field = fields[name];
  if (!field) return null;
  return (
    <Dialog title={t('Changed meanwhile')} onClose={onTheirs}>
      <ConflictChoice
        one={label[0]}
        fields={{ [name]: field }}
        mine={{ [name]: mine }}
        before={before}
        theirs={theirs}
        isSaving={false}
        onResolve={(choices) => (choices[name] === 'theirs' ? onTheirs() : onMine())}
      />
    </Dialog>
  );
}
