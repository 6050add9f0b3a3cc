import { SegmentedControl } from '@mantine/core';
import { type ObjectName, objectList } from '#shared/objects/registry.ts';
import { t } from '#web/language/translate.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import classes from './timeline.module.css';

interface TimelineFilterProps {
  object: ObjectName;
  value: string;
  onChange: (only: string) => void;
}

/** Which kinds of entries a timeline shows. */
export function TimelineFilter({ object, value, onChange }: TimelineFilterProps) {
  const kinds = useKinds(object);
  return (
    <div className={classes.filter}>
      <SegmentedControl
        size="xs"
        aria-label={t('Show')}
        value={value}
        onChange={onChange}
        data={[
          { value: '', label: t('All') },
          ...kinds.map((kind) => ({ value: kind, label: <ManyOf object={kind} /> })),
          { value: 'changes', label: t('Changes') },
        ]}
      />
    </div>
  );
}

function ManyOf({ object }: { object: ObjectName }) {
  return useObject(object).label[1];
}

/** The objects whose records belong to one of this object, as far as the person may read them. */
function useKinds(object: ObjectName): ObjectName[] {
  const { permissions } = useSession();
  return objectList
    .filter(({ name, partOf, fields }) => {
      const belongs = partOf.some((field) => fields[field]?.target === object);
      return belongs && (permissions[name]?.read ?? 'none') !== 'none';
    })
    .map(({ name }) => name as ObjectName);
}
