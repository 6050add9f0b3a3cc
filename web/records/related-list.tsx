import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { listPath, RecordLink } from '#web/fields/record-link.tsx';
import { defaultSort } from '#web/fields/sort.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { formatTotal } from '#web/ui/format.ts';
import { LinkRecord } from './link-record.tsx';
import classes from './related-list.module.css';
import { RelatedSums } from './related-sums.tsx';
import { TickBox } from './tick-box.tsx';
import { useCan, useObject } from './use-object.ts';

/** Records of `object` whose relation `by` points at the record of a page. */
export interface Related {
  object: ObjectName;
  by: string;
  /** What stands there while there are none. */
  hint: string;
}

interface RelatedListProps extends Related {
  id: number;
  /** Opens the form for another one. */
  onNew: () => void;
}

/** As many as stand on the page; all are in the list. */
const SHOWN = 20;

/** What belongs to the record of a page, with sums where there is money in it. */
export function RelatedList({ object, by, hint, id, onNew }: RelatedListProps) {
  const definition = useObject(object);
  const mayCreate = useCan(object, 'create');
  const { data, isPending, isError, refetch } = useQuery(
    listQuery(object, { [by]: id, limit: SHOWN, sort: defaultSort(definition) }),
  );
  const page = data as Page<AnyRecord> | undefined;
  const [one, many] = definition.label;
  if (!useCan(object, 'read')) return null;
  return (
    <section aria-labelledby={`${object}-title`} className={classes.section}>
      <div className={classes.heading}>
        <h2 id={`${object}-title`}>{many}</h2>
        {page && page.total > 0 && <span className={classes.count}>{formatTotal(page)}</span>}
        {mayCreate && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('New {one}', { one: inSentence(one) })}
            onClick={onNew}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
        <LinkRecord object={object} by={by} id={id} />
      </div>
      {isPending && <Skeleton height={54} />}
      {isError && !page && (
        <p className={classes.none} role="alert">
          {t('{many} could not be loaded', { many })}.{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => void refetch()}>
            {t('Try again')}
          </Button>
        </p>
      )}
      {page && page.total === 0 && <p className={classes.none}>{t(hint)}</p>}
      {page && page.total > 0 && (
        <>
          <RelatedSums definition={definition} filter={{ [by]: id }} />
          <ul className={classes.list}>
            {page.data.map((record) => (
              <Item key={record.id} definition={definition} record={record} />
            ))}
          </ul>
        </>
      )}
      {page && page.total > page.data.length && (
        <p>
          <Link to={listPath(object)} search={{ [by]: String(id) }} className={classes.all}>
            {t('All {count} {many}', { count: formatTotal(page), many: inSentence(many) })}
          </Link>
        </p>
      )}
    </section>
  );
}

interface ItemProps {
  definition: ObjectDefinition;
  record: AnyRecord;
}

/** A record in two lines: its title and what it is worth, then what tells it apart. */
function Item({ definition, record }: ItemProps) {
  const money = Object.entries(definition.fields).find(([, { kind }]) => kind === 'money');
  const details = definition.subtitle.filter((name) => (record[name] ?? '') !== '');
  const title = String(record[definition.title]);
  return (
    <li>
      <div className={classes.line}>
        <span className={classes.name}>
          <TickBox definition={definition} record={record} />
          <RecordLink object={definition.name} id={record.id} className={classes.title}>
            {title}
          </RecordLink>
        </span>
        {money && <FieldValue name={money[0]} field={money[1]} record={record} />}
      </div>
      {details.length > 0 && (
        <div className={classes.details}>
          {details.map((name) => {
            const field = definition.fields[name];
            return (
              field && (
                <span key={name}>
                  <FieldValue name={name} field={field} record={record} />
                </span>
              )
            );
          })}
        </div>
      )}
    </li>
  );
}
