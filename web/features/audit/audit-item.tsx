import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { AuditEvent } from '#shared/api/audit.ts';
import { objects } from '#shared/objects/registry.ts';
import type { Change } from '#web/api/history.ts';
import { ChangeDetails } from '#web/features/history/change-details.tsx';
import { describeWay } from '#web/features/history/describe-set.ts';
import classes from '#web/features/history/history.module.css';
import { RelationValue } from '#web/fields/relation-value.tsx';
import { t } from '#web/language/translate.ts';
import { formatTime } from '#web/ui/format.ts';
import auditClasses from './audit.module.css';
import { describeEvent, isRefusal } from './describe-event.ts';

interface AuditItemProps {
  event: AuditEvent;
}

/** One entry: what happened, who it was, when and from where; opened, every field that it changed. */
export function AuditItem({ event }: AuditItemProps) {
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  return (
    <li className={classes.set} data-open={open || undefined}>
      <div className={classes.line}>
        <UnstyledButton
          className={classes.head}
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={15} aria-hidden="true" className={classes.chevron} />
          <span className={`${classes.what} ${isRefusal(event) ? auditClasses.mark : ''}`}>{describeEvent(event)}</span>
          <span className={classes.meta}>
            <Who userId={event.user_id} /> · {describeWay(event.via)} ·{' '}
            <time dateTime={event.created_at}>{formatTime(event.created_at)}</time>
          </span>
        </UnstyledButton>
      </div>
      <div id={detailsId} className={classes.details} hidden={!open}>
        {open && <Details event={event} />}
      </div>
    </li>
  );
}

function Who({ userId }: { userId: number | null }) {
  if (userId === null) return t('Arvelo');
  return <RelationValue id={userId} name="owner_id" field={objects.leads.fields.owner_id} record={{}} />;
}

function Details({ event }: AuditItemProps) {
  const { details, ip, request_id: requestId } = event;
  const facts = [
    [t('Address'), ip],
    [t('Email'), details.email],
    [t('Search'), details.search],
    [t('Filter'), details.filter],
    [t('Request'), requestId],
  ].filter(([, value]) => value !== null && value !== undefined && value !== '');
  const change = 'action' in details ? ({ ...event, ...details } as unknown as Change) : null;
  return (
    <>
      {change && <ChangeDetails change={change} />}
      <dl className={auditClasses.facts}>
        {facts.map(([label, value]) => (
          <div key={String(label)} className={auditClasses.fact}>
            <dt>{String(label)}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
