import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pipeline } from '#shared/objects/pipelines.ts';
import { listQuery } from '#web/api/queries.ts';
import { type AnyRecord, removeRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { PipelineCard } from './pipeline-card.tsx';
import classes from './pipelines.module.css';
import { ReplaceDialog } from './replace-dialog.tsx';

type Open =
  | { kind: 'new' }
  | { kind: 'edit'; pipeline: Pipeline }
  | { kind: 'delete'; pipeline: Pipeline; count: number };

/** The pipelines of the organization and their stages. */
export function PipelinesPage() {
  const { data } = useQuery(listQuery('pipelines', { limit: 100, sort: 'position' }));
  const [open, setOpen] = useState<Open | null>(null);
  const notifyWritten = useNotifyWritten();
  const remove = useRemove();
  const close = () => setOpen(null);
  const pipelines = data?.data ?? [];
  const heirs = pipelines.filter((one) => open?.kind === 'delete' && one.id !== open.pipeline.id);
  return (
    <>
      <PageHeader title={t('Pipelines')}>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
          {t('New pipeline')}
        </Button>
      </PageHeader>
      <div className={classes.page}>
        {!data && <Skeleton height={320} radius="md" />}
        {pipelines.map((pipeline) => (
          <PipelineCard
            key={`${pipeline.id} ${pipeline.version}`}
            pipeline={pipeline}
            onEdit={() => setOpen({ kind: 'edit', pipeline })}
            onDelete={
              pipeline.is_default
                ? undefined
                : (count) => (count > 0 ? setOpen({ kind: 'delete', pipeline, count }) : void remove(pipeline))
            }
          />
        ))}
      </div>
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <RecordDialog
          object="pipelines"
          record={open.kind === 'edit' ? (open.pipeline as unknown as AnyRecord) : undefined}
          only={['name', 'stale_days', 'position']}
          onClose={close}
          onSaved={(record, changeSetId) => {
            close();
            notifyWritten(t('{name} saved', { name: String(record.name) }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <ReplaceDialog
          name={open.pipeline.name}
          count={open.count}
          choices={heirs.map(({ id, name }) => ({ value: String(id), label: name }))}
          onClose={close}
          onReplace={(heir) => {
            close();
            void remove(open.pipeline, Number(heir));
          }}
        />
      )}
    </>
  );
}

function useRemove() {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  return async ({ id, name }: Pipeline, replacement?: number) => {
    try {
      const { changeSetId } = await removeRecord('pipelines', id, replacement);
      notifyWritten(t('{name} deleted', { name }), changeSetId);
      await queries.invalidateQueries();
    } catch (error) {
      notifyError(t('The pipeline was not deleted'), error as Error);
    }
  };
}
