import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { objectFor } from '#server/records/definition.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { replaceValues } from '#server/records/replace-value.ts';
import { percentOf } from '#shared/currencies.ts';
import type { Option } from '#shared/fields/field.ts';

/** How many deals of a pipeline are in one of these stages. */
export async function countInStages({ ctx, tx }: Work, pipelineId: number, stages: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    select count(*) as count from opportunities
    where tenant_id = ${ctx.tenantId} and pipeline_id = ${pipelineId} and stage = any(${stages}::text[]) and deleted_at is null`);
  return row?.count ?? 0;
}

export interface StageMove {
  pipelineId: number;
  from: string;
  to: Option;
  /** Left out: it stays in its pipeline. */
  toPipelineId?: number;
}

/** Moves the deals of a stage to another one, with the chance to win that it brings along. */
export async function moveStage(work: Work, { pipelineId, from, to, toPipelineId }: StageMove): Promise<void> {
  const object = (await objectFor(work.ctx, 'opportunities')).whole;
  await replaceValues(work, object, {
    from: { pipeline_id: pipelineId, stage: from },
    to: (deal) => {
      // Moved to a stage of the same name, a deal keeps the chance that somebody has given it.
      const probability = to.value === from ? deal.probability : (to.probability ?? null);
      return {
        pipeline_id: toPipelineId ?? pipelineId,
        stage: to.value,
        probability,
        ...weighed(deal, probability),
      };
    },
  });
}

function weighed({ base_amount }: AnyRecord, probability: unknown): object {
  return typeof base_amount === 'number' ? { weighted_amount: percentOf(base_amount, Number(probability ?? 0)) } : {};
}

/** `replace`: where the deals of each stage that goes are put, such as `{"OLD": "NEW"}`; null when it makes no sense. */
export function readReplace(
  input: unknown,
  { gone, stages }: { gone: readonly string[]; stages: readonly Option[] },
): Map<string, Option> | null {
  const read = new Map<string, Option>();
  for (const [from, value] of Object.entries((input ?? {}) as object)) {
    const to = stages.find((stage) => stage.value === value);
    if (!to || !gone.includes(from)) return null;
    read.set(from, to);
  }
  return read;
}
