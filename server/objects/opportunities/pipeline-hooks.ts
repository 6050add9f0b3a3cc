import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { lockRecords, updateMany } from '#server/records/update-many.ts';
import { appError } from '#shared/errors.ts';
import type { Option } from '#shared/fields/field.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { counterpartOf, readStages, usualStages } from '#shared/stages.ts';
import { countInStages, moveStage, readReplace } from './stage-moves.ts';

type Values = Readonly<Record<string, unknown>>;

/** Keeps pipelines in order: one of them the default, their stages whole, no stage or pipeline gone that a deal is in. */
export const pipelineHooks: Hooks = {
  derive: (_object, values, before): Values => {
    const stages = values.stages as readonly unknown[] | undefined;
    if (!before && (stages ?? []).length === 0) return { stages: usualStages };
    if (!stages) return {};
    const read = readStages(stages, stagesOf(before));
    return typeof read === 'string' ? {} : { stages: read };
  },
  check: (_object, values, before) => ({
    ...checkStages(values, before),
    ...(before?.is_default === true &&
      values.is_default === false && { is_default: 'Make another pipeline the default instead' }),
  }),
  async beforeWrite(work, values, before): Promise<FieldErrors> {
    const errors = before && values.stages ? await dropStages(work, before, values) : {};
    if (values.is_default === true && !before?.is_default) await leaveDefault(work, before?.id ?? 0);
    return errors;
  },
  beforeRemove: keepUsed,
  beforeReplace: moveDeals,
  beforePurge: moveTrashed,
};

function stagesOf(pipeline: AnyRecord | null): readonly Option[] {
  return (pipeline?.stages ?? []) as readonly Option[];
}

function checkStages({ stages }: Values, before: AnyRecord | null): FieldErrors {
  const read = stages === undefined ? [] : readStages(stages, stagesOf(before));
  return typeof read === 'string' ? { stages: read } : {};
}

/** Stages that go: deals in one of them get another, or keep it from going. */
async function dropStages(work: Work, pipeline: AnyRecord, values: Values): Promise<FieldErrors> {
  const stages = values.stages as readonly Option[];
  const isKept = (value: string) => stages.some((stage) => stage.value === value);
  const gone = stagesOf(pipeline)
    .map((stage) => stage.value)
    .filter((value) => !isKept(value));
  const replace = readReplace(values.replace, { gone, stages });
  if (!replace) return { replace: 'Replace must name for each stage that goes one that stays: {"OLD": "NEW"}' };
  const unreplaced = gone.filter((value) => !replace.has(value));
  const uses = unreplaced.length > 0 ? await countInStages(work, pipeline.id, unreplaced) : 0;
  if (uses > 0) {
    const who = uses === 1 ? 'One opportunity is' : `${uses} opportunities are`;
    const message = `${who} in a stage that would go: say where they go instead, as "replace": {"${unreplaced[0]}": "${stages[0]?.value}"}`;
    throw appError('conflict', { message, errors: { stages: message } });
  }
  for (const [from, to] of replace) await moveStage(work, { pipelineId: pipeline.id, from, to });
  return {};
}

/** The pipeline that was the default is not any more. */
async function leaveDefault(work: Work, heir: number): Promise<void> {
  const object = await pipelinesOf(work);
  const rows = await work.tx.query<{ id: number }>(sql`
    select id from pipelines
    where tenant_id = ${work.ctx.tenantId} and is_default and id <> ${heir} and deleted_at is null order by id`);
  const ids = rows.map((row) => row.id);
  const before = await lockRecords(work, object, { ids, trashed: false, action: 'update' });
  await updateMany(work, object, { before, rows: ids.map((id) => ({ id, values: { is_default: false } })) });
}

async function pipelinesOf(work: Work): Promise<CompiledObject> {
  return (await objectFor(work.ctx, 'pipelines')).whole;
}

async function keepUsed({ ctx, tx }: Work, pipeline: AnyRecord): Promise<void> {
  if (pipeline.is_default) {
    throw appError('conflict', {
      message: 'The default pipeline cannot be deleted: make another one the default first',
    });
  }
  const [used] = await tx.query<{ count: number }>(sql`
    select count(*) as count from opportunities
    where tenant_id = ${ctx.tenantId} and pipeline_id = ${pipeline.id} and deleted_at is null`);
  if (!used || used.count === 0) return;
  const who = used.count === 1 ? 'One opportunity is' : `${used.count} opportunities are`;
  throw appError('conflict', {
    message: `${who} in this pipeline: name the one that takes its place, as ?replacement=<id>`,
  });
}

/** Deals of a pipeline that goes stand in the other where they stood: in the stage of the same value, else of the same kind. */
async function moveDeals(work: Work, pipeline: AnyRecord, heir: AnyRecord): Promise<void> {
  for (const stage of stagesOf(pipeline)) {
    const to = counterpartOf(stage, stagesOf(heir));
    if (to) await moveStage(work, { pipelineId: pipeline.id, from: stage.value, to, toPipelineId: heir.id });
  }
}

/** Deals in the trash that were in a purged pipeline come back into the default one. */
async function moveTrashed({ ctx, tx }: Work, ids: readonly number[]): Promise<void> {
  await tx.query(sql`
    update opportunities set pipeline_id = (
      select id from pipelines where tenant_id = ${ctx.tenantId} and is_default and deleted_at is null order by id limit 1)
    where tenant_id = ${ctx.tenantId} and pipeline_id = any(${ids}::bigint[])`);
}
