import { Button, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objectList, objects } from '#shared/objects/registry.ts';
import { emptyTrash } from '#web/api/trash.ts';
import { inSentence, t, tn } from '#web/language/translate.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import classes from './trash.module.css';
import { TrashList } from './trash-list.tsx';

/** What was deleted, by object: it comes back, or goes for good. */
export function TrashPage() {
  const { object: chosen } = useSearch({ strict: false }) as { object?: string };
  const navigate = useNavigate();
  const names = useRemovable();
  const object = names.find((name) => objects[name].path === chosen) ?? names[0];
  if (!object) return <PageHeader title={t('Trash')} />;
  return (
    <>
      <PageHeader title={t('Trash')}>
        <EmptyTrash key={object} object={object} />
      </PageHeader>
      <div className={classes.page}>
        <p className={classes.hint}>{t('What is deleted stays here for 30 days, then it goes for good.')}</p>
        <div className={classes.objects}>
          <SegmentedControl
            size="xs"
            aria-label={t('Show')}
            data={names.map((name) => ({ value: objects[name].path, label: <ObjectLabel object={name} /> }))}
            value={objects[object].path}
            onChange={(path) => navigate({ to: '.', search: { object: path } })}
          />
        </div>
        <TrashList key={object} object={object} />
      </div>
    </>
  );
}

function ObjectLabel({ object }: { object: ObjectName }) {
  return useObject(object).label[1];
}

/** Objects whose trash the person may look into. */
function useRemovable(): ObjectName[] {
  const { permissions } = useSession();
  const isSeen = ({ name, removable, routes }: ObjectDefinition) =>
    removable && routes && (permissions[name]?.read ?? 'none') !== 'none';
  return objectList.filter(isSeen).map(({ name }) => name as ObjectName);
}

function EmptyTrash({ object }: { object: ObjectName }) {
  const mayDelete = useCan(object, 'delete');
  const many = inSentence(useObject(object).label[1]);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const empty = useMutation({
    mutationFn: () => emptyTrash(object),
    onSuccess: (count) => notifyDone(tn(count, '{n} record deleted for good', '{n} records deleted for good')),
    onError: (error) => notifyError(t('The trash could not be emptied'), error),
    onSettled: () => {
      setAsking(false);
      void queries.invalidateQueries();
    },
  });
  if (!mayDelete) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {t('Empty trash')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('Empty the trash of {many}?', { many })}
          text={t('Everything in it that you may delete goes for good, and nothing brings it back.')}
          action={t('Delete for good')}
          busy={empty.isPending}
          onConfirm={() => empty.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
