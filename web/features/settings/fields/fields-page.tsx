import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { type FieldDescription, fieldsQuery } from '#web/api/fields.ts';
import { recordTypes } from '#web/features/settings/roles/rights.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { DeletedFields } from './deleted-fields.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { FieldRow } from './field-row.tsx';
import classes from './fields.module.css';
import { useMoveField } from './use-move-field.ts';

const route = getRouteApi('/settings/fields');

type Open = { kind: 'new' } | { kind: 'edit'; field: FieldDescription } | null;

/** The fields of a kind of record, in the order of its forms and pages. */
export function FieldsPage() {
  const { of } = route.useSearch();
  const object = recordTypes.find((name) => objects[name].path === of) ?? 'leads';
  const [open, setOpen] = useState<Open>(null);
  return (
    <>
      <PageHeader title={t('Fields')}>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
          {t('New field')}
        </Button>
      </PageHeader>
      <div className={parts.page}>
        <nav className={classes.objects} aria-label={t('Kind of record')}>
          {recordTypes.map((name) => (
            <Link
              key={name}
              to="/settings/fields"
              search={{ of: objects[name].path }}
              aria-current={name === object ? 'page' : undefined}
            >
              <ObjectLabel object={name} />
            </Link>
          ))}
        </nav>
        <p className={parts.intro}>
          {t('Forms, pages and exports have the fields in this order. Drag a handle, or move it with the arrow keys.')}
        </p>
        <FieldList key={object} object={object} onEdit={(field) => setOpen({ kind: 'edit', field })} />
        <DeletedFields object={object} />
      </div>
      {open && (
        <FieldDialog
          object={object}
          field={open.kind === 'edit' ? open.field : undefined}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function ObjectLabel({ object }: { object: ObjectName }) {
  return useObject(object).label[1];
}

function FieldList({ object, onEdit }: { object: ObjectName; onEdit: (field: FieldDescription) => void }) {
  const { data, error, refetch } = useQuery(fieldsQuery(object));
  const { fields, move } = useMoveField(object, data);
  if (error && !data) {
    return <ErrorState title={t('The fields could not be loaded')} error={error} onRetry={() => refetch()} />;
  }
  if (!data) return <Skeleton height={400} radius="md" />;
  return (
    <ol className={parts.rows}>
      {fields.map((field, at) => (
        <FieldRow
          key={field.id}
          field={field}
          at={at}
          count={fields.length}
          onMove={(key, to) => void move(key, to)}
          onEdit={() => onEdit(field)}
        />
      ))}
    </ol>
  );
}
