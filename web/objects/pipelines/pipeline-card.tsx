import { Badge, Button, Group, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Option } from '#shared/fields/field.ts';
import type { Pipeline } from '#shared/objects/pipelines.ts';
import { groupsQuery } from '#web/api/queries.ts';
import { updateRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';
import classes from './pipelines.module.css';
import { ReplaceDialog } from './replace-dialog.tsx';
import { StageRow } from './stage-row.tsx';
import { type StageDraft, useStages } from './use-stages.ts';

interface PipelineCardProps {
  pipeline: Pipeline;
  onEdit: () => void;
  /** Undefined for the default one, which stays. */
  onDelete: ((count: number) => void) | undefined;
}

/** A pipeline with its stages, which are saved together. */
export function PipelineCard({ pipeline, onEdit, onDelete }: PipelineCardProps) {
  const state = useStages(pipeline.stages as unknown as readonly Option[]);
  const [asked, setAsked] = useState<StageDraft | null>(null);
  const save = useSave(pipeline);
  const { data: groups = [] } = useQuery(groupsQuery('opportunities', { by: 'stage', pipeline_id: pipeline.id }));
  const usesOf = (value: string) => groups.find((group) => group.stage === value)?.count ?? 0;
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const remove = (stage: StageDraft) => (usesOf(stage.value) > 0 ? setAsked(stage) : state.remove(stage.key));
  const others = state.drafts.filter((one) => one.key !== asked?.key && one.value !== '');
  return (
    <section className={classes.card} aria-label={pipeline.name}>
      <header className={classes.head}>
        <h2>{pipeline.name}</h2>
        {pipeline.is_default && <Badge variant="light">{t('Default')}</Badge>}
        <span className={classes.actions}>
          <RowMenu label={pipeline.name} onEdit={onEdit} onDelete={onDelete && (() => onDelete(total))}>
            {!pipeline.is_default && (
              <Menu.Item
                onClick={() => void save({ is_default: true }, t('{name} is the default', { name: pipeline.name }))}
              >
                {t('Make default')}
              </Menu.Item>
            )}
          </RowMenu>
        </span>
      </header>
      <div className={classes.labels} aria-hidden="true">
        <span>{t('Stage')}</span>
        <span>{t('Type')}</span>
        <span>{t('Probability')}</span>
        <span>{t('Color')}</span>
        <span>{t('Stale after')}</span>
      </div>
      <ol className={classes.stages}>
        {state.drafts.map((stage, at) => (
          <StageRow key={stage.key} stage={stage} at={at} state={state} onRemove={() => remove(stage)} />
        ))}
      </ol>
      <Group gap="xs" mt="sm">
        <Button variant="subtle" leftSection={<IconPlus size={15} aria-hidden="true" />} onClick={() => state.add()}>
          {t('Add stage')}
        </Button>
        {state.isChanged && (
          <span className={classes.actions}>
            <Button variant="default" onClick={state.reset}>
              {t('Cancel')}
            </Button>
            <Button onClick={() => void save(state.body, t('Stages saved'))}>{t('Save stages')}</Button>
          </span>
        )}
      </Group>
      {asked && (
        <ReplaceDialog
          name={asked.label}
          count={usesOf(asked.value)}
          choices={others.map(({ value, label }) => ({ value, label }))}
          onClose={() => setAsked(null)}
          onReplace={(heir) => {
            state.remove(asked.key, heir);
            setAsked(null);
          }}
        />
      )}
    </section>
  );
}

function useSave({ id }: Pipeline) {
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  return async (body: object, done: string) => {
    try {
      const { changeSetId } = await updateRecord('pipelines', id, body);
      notifyWritten(done, changeSetId);
      await queries.invalidateQueries();
    } catch (error) {
      notifyError(t('The pipeline was not saved'), error as Error);
    }
  };
}
