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
export function RelationValue({ name, record, ...rest }: RelationValueProps) {
  const related = embedded(record, name);
  return related ? <Related {...rest} related={related} /> : <ReadRelated {...rest} />;
}

type RelatedProps = Omit<RelationValueProps, 'name' | 'record'>;

function ReadRelated(props: RelatedProps) {
  const target = props.field.target as ObjectName;
  const { data, isPending } = useQuery({ ...recordQuery(target, props.id), staleTime: 60_000 });
  if (!data) return isPending ? null : `#${props.id}`;
  return <Related {...props} related={data as Record<string, unknown>} />;
}

function Related({ id, field, withLinks, related }: RelatedProps & { related: Record<string, unknown> }) {
  const target = field.target as ObjectName;
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
