import { Outlet, useNavigate } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { fileField } from '#web/api/files.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { Files } from '#web/features/files/files.tsx';
import { useRemember } from '#web/features/palette/use-remember.ts';
import { subjectOf } from '#web/features/timeline/subject.ts';
import { Timeline } from '#web/features/timeline/timeline.tsx';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { listPath, newRelatedPath, recordPath } from '#web/fields/record-link.tsx';
import { LinkList } from '#web/records/links/link-list.tsx';
import { OptionMenu } from '#web/records/option-menu.tsx';
import { RecordActions } from '#web/records/record-actions.tsx';
import { RecordPage } from '#web/records/record-page.tsx';
import { RelatedList } from '#web/records/related-list.tsx';
import { useObject } from '#web/records/use-object.ts';
import { type RecordDialogName, RecordDialogs, RecordMenuItems } from './record-menu.tsx';
import { useRecordId, useScreens } from './use-screens.ts';

/** The page of one record: what happened, what is known, what belongs to it. */
export function RecordScreen() {
  const { object, screens } = useScreens();
  const id = useRecordId();
  const navigate = useNavigate();
  useRemember(object, id);
  const [open, setOpen] = useState<RecordDialogName | null>(null);
  const { highlights, related, links = [], timelineBy, action: Action } = screens;
  const files = fileField(object);
  return (
    <>
      <RecordPage
        key={`${object} ${id}`}
        object={object}
        id={id}
        subtitle={(record) => <Highlights object={object} record={record} names={highlights} />}
        actions={(record) => (
          <RecordActions
            first={Action && <Action record={record} />}
            object={object}
            record={record}
            onEdit={() => navigate({ to: `${recordPath(object, id)}/edit` })}
            onDeleted={() => navigate({ to: listPath(object) })}
          >
            <RecordMenuItems object={object} record={record} open={setOpen} />
          </RecordActions>
        )}
        related={
          related.length > 0 || files
            ? (record) => (
                <>
                  {links.map((one) => (
                    <LinkList key={`${one.object} ${one.to}`} {...one} of={object} record={record} />
                  ))}
                  {related.map((one) => (
                    <RelatedList
                      key={one.object}
                      {...one}
                      id={id}
                      onNew={() => navigate({ to: newRelatedPath(object, id, one.object) })}
                    />
                  ))}
                  {files && <Files object={object} id={id} field={files} />}
                </>
              )
            : undefined
        }
        main={(record) => <Timeline object={object} id={id} subject={timelineBy && subjectOf(object, record)} />}
      />
      <RecordDialogs object={object} id={id} open={open} onClose={() => setOpen(null)} />
      <Outlet />
    </>
  );
}

interface HighlightsProps {
  object: ObjectName;
  record: AnyRecord;
  names: readonly string[];
}

function Highlights({ object, record, names }: HighlightsProps) {
  const definition = useObject(object);
  return names.map((name) => {
    const field = definition.fields[name];
    if (!field) return null;
    if (field.kind === 'option') return <OptionMenu key={name} object={object} record={record} name={name} />;
    return (
      <Fragment key={name}>
        {hasValue(record[name]) && (
          <span>
            <FieldValue name={name} field={field} record={record} withLinks />
          </span>
        )}
      </Fragment>
    );
  });
}
