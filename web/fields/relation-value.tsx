import { useQuery } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { recordQuery } from '#web/api/queries.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { RecordLink } from './record-link.tsx';
import { embedded } from './related.ts';
import classes from './relation-value.module.css';

interface RelationValueProps {
  id: number;
  name: string;
  field: Field;
  record: Readonly<Record<string, unknown>>;
  withLinks?: boolean;
}

/** The title of a related record: from the record itself where it came along, else read. */
export function RelationValue({ id, name, field, record, withLinks }: RelationValueProps) {
  const target = field.target as ObjectName;
  const given = embedded(record, name);
  const { data, isPending } = useQuery({ ...recordQuery(target, id), enabled: !given, staleTime: 60_000 });
  const related = given ?? (data as Record<string, unknown> | undefined);
  if (!related) return isPending ? null : `#${id}`;
  const title = String(related[objects[target].title]);
  return (
    <span className={classes.value}>
      {field.defaultToUser && <Avatar name={title} />}
      {withLinks ? (
        <RecordLink object={target} id={id} className={classes.title}>
          {title}
        </RecordLink>
      ) : (
        <span className={classes.title}>{title}</span>
      )}
    </span>
  );
}
