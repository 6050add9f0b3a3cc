import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import type { Node } from '#web/records/filter/list-filter-node.ts';
import { TickBox } from '#web/records/tick-box.tsx';
import { useObject } from '#web/records/use-object.ts';
import { formatTotal } from '#web/ui/format.ts';
import { Block } from './block.tsx';
import classes from './home.module.css';

/** Records that a block shows; the list behind it has all. */
const SHOWN = 5;

interface RecordBlockProps {
  title: string;
  object: ObjectName;
  /** Which records; null while that is not known. */
  filter: Node | null;
  sort: string;
  /** What it says when nothing is left. */
  empty: string;
  /** What stands behind a record's title. */
  note: (record: AnyRecord) => ReactNode;
}

/** The first records that want something of the person, and how many there are. */
export function RecordBlock({ title, object, filter, sort, empty, note }: RecordBlockProps) {
  const definition = useObject(object);
  const text = filter ? JSON.stringify(filter) : undefined;
  const { data, error, isPending } = useQuery({
    ...listQuery(object, { filter: text, sort, limit: SHOWN }),
    enabled: filter !== null,
  });
  const records = (data?.data ?? []) as unknown as AnyRecord[];
  return (
    <Block
      title={title}
      count={data && data.total > 0 ? formatTotal(data) : undefined}
      all={data && data.total > 0 ? { object, filter: text } : undefined}
      error={data ? null : error}
      isPending={isPending}
    >
      {records.length === 0 ? (
        <p className={classes.done}>
          <IconCircleCheck size={18} stroke={1.6} aria-hidden="true" />
          {empty}
        </p>
      ) : (
        <ul className={classes.records}>
          {records.map((record) => (
            <li key={record.id}>
              <TickBox definition={definition} record={record} />
              <RecordLink object={object} id={record.id} className={classes.name}>
                {String(record[definition.title])}
              </RecordLink>
              <span className={classes.note}>{note(record)}</span>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
