import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { failureText } from '#web/api/failure-text.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { embeddedName } from '#web/fields/related.ts';
import { t } from '#web/language/translate.ts';
import classes from '#web/records/related-list.module.css';
import { useCan, useObject } from '#web/records/use-object.ts';
import { formatTotal } from '#web/ui/format.ts';
import { AddLink } from './add-link.tsx';
import { LinkRow } from './link-row.tsx';

/** Records of `object`, each of which says that a record (`by`) and another one (`to`) belong together, and as what: its title. */
export interface Links {
  title: string;
  object: ObjectName;
  by: string;
  to: string;
  /** What stands there while there are none. */
  hint: string;
}

interface LinkListProps extends Links {
  record: AnyRecord;
  /** The object whose page this is. */
  of: ObjectName;
}

/** As many as stand on the page. */
const SHOWN = 50;

/** Who or what takes part in the record of a page, and as what. */
export function LinkList({ title, object, by, to, hint, record, of }: LinkListProps) {
  const definition = useObject(object);
  const target = definition.fields[to]?.target as ObjectName;
  const mayRead = useCan(object, 'read');
  const mayReadTarget = useCan(target, 'read');
  const query = listQuery(object, { [by]: record.id, include: embeddedName(to), sort: 'id', limit: SHOWN });
  const { data, error, isPending } = useQuery({ ...query, enabled: mayRead && mayReadTarget });
  if (!mayRead || !mayReadTarget) return null;
  const page = data as Page<AnyRecord> | undefined;
  const titleId = `${object}-${to}-title`;
  return (
    <section aria-labelledby={titleId} className={classes.section}>
      <div className={classes.heading}>
        <h2 id={titleId}>{t(title)}</h2>
        {page && page.total > 0 && <span className={classes.count}>{formatTotal(page)}</span>}
        <AddLink {...{ object, by, to, of, record }} linked={page?.data.map((one) => Number(one[to])) ?? []} />
      </div>
      {isPending && <Skeleton height={54} />}
      {error && !page && (
        <p className={classes.none} role="alert">
          {failureText(error)}
        </p>
      )}
      {page?.total === 0 && <p className={classes.none}>{t(hint)}</p>}
      {page && page.total > 0 && (
        <ul className={classes.list}>
          {page.data.map((link) => (
            <LinkRow key={link.id} object={object} to={to} link={link} />
          ))}
        </ul>
      )}
    </section>
  );
}
