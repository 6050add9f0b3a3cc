import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import classes from './record-cards.module.css';
import { moveBetweenRows } from './row-keys.ts';
import { TickBox } from './tick-box.tsx';

interface RecordCardsProps {
  definition: ObjectDefinition;
  columns: readonly string[];
  /** Undefined while the first page is read. */
  records: readonly AnyRecord[] | undefined;
  /** The records belong to the page before; the next is on its way. */
  stale: boolean;
  rowActions?: (record: AnyRecord) => ReactNode;
}

/** Records on a phone: title and options on one line, what else tells them apart on a second. */
export function RecordCards({ definition, columns, records, stale, rowActions }: RecordCardsProps) {
  if (!records) return <SkeletonCards />;
  return (
    <ul
      className={classes.cards}
      data-stale={stale || undefined}
      aria-label={definition.label[1]}
      onKeyDown={moveBetweenRows}
    >
      {records.map((record) => (
        <li key={record.id}>
          <TickBox definition={definition} record={record} />
          <RecordLink object={definition.name} id={record.id} className={classes.card}>
            <Card definition={definition} columns={columns} record={record} />
          </RecordLink>
          {rowActions?.(record)}
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  definition: ObjectDefinition;
  columns: readonly string[];
  record: AnyRecord;
}

function Card({ definition, columns, record }: CardProps) {
  const fields = columns.flatMap((name) => {
    const field = definition.allFields[name];
    return field && name !== definition.title && hasValue(record[name]) ? [{ name, field }] : [];
  });
  const marks = fields.filter(({ field }) => field.kind === 'option');
  return (
    <>
      <span className={classes.line}>
        <span className={classes.title}>{String(record[definition.title])}</span>
        <span className={classes.marks}>
          {marks.map((one) => (
            <FieldValue key={one.name} {...one} record={record} />
          ))}
        </span>
      </span>
      <span className={classes.details}>
        {chooseDetails(fields, record).map(({ name, field }) => (
          <span key={name}>
            {field.kind === 'boolean' && `${field.label}: `}
            <FieldValue name={name} field={field} record={record} />
          </span>
        ))}
      </span>
    </>
  );
}

interface NamedField {
  name: string;
  field: Field;
}

/** What fits on the second line: up to three values, addresses only where there is little else, and nothing that is as usual. */
function chooseDetails(fields: readonly NamedField[], record: AnyRecord): NamedField[] {
  const details = fields.filter(({ name, field }) => field.kind !== 'option' && record[name] !== field.default);
  const short = details.filter(({ field }) => field.kind !== 'email');
  return (short.length < 2 ? details : short).slice(0, 3);
}

function SkeletonCards() {
  return (
    <ul className={classes.cards} aria-busy="true" aria-label={t('Loading')}>
      {Array.from({ length: 8 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but the position tells them apart
        <li key={row} className={classes.card}>
          <Skeleton height={11} width="55%" my={5} />
          <Skeleton height={9} width="80%" my={4} />
        </li>
      ))}
    </ul>
  );
}
