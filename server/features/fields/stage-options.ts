import type { Work } from '#server/records/change-set.ts';
import { objectFor } from '#server/records/definition.ts';
import { updateRecord } from '#server/records/update.ts';
import { AppError, invalid } from '#shared/errors.ts';
import type { Field, Option } from '#shared/fields/field.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readStages } from '#shared/stages.ts';

/** The stages of the only pipeline out of a body for their field, or what is wrong with them in one sentence. */
export function readStageOptions({ choices = {}, options }: Field, input: unknown): Option[] | string {
  if (Object.keys(choices).length !== 1)
    return 'There are several pipelines: change the stages of one, as "stages" of /api/v1/pipelines/<id>';
  const stages = readStages(input, options);
  return typeof stages === 'string' ? stages.replaceAll('Stages', 'Options') : stages;
}

/** Stages given as options of their field: while there is one pipeline, they are its stages. */
export async function storeStages(
  work: Work,
  { choices = {} }: Field,
  { options, replace }: { options: unknown; replace: unknown },
): Promise<void> {
  const pipelines = await objectFor(work.ctx, 'pipelines');
  const id = Number(Object.keys(choices)[0]);
  try {
    const body = { stages: options, ...(replace !== undefined && { replace }) };
    await updateRecord(work, pipelines, { id, body });
  } catch (error) {
    const errors: FieldErrors | undefined = error instanceof AppError ? error.details.errors : undefined;
    if (!(error instanceof AppError) || error.status !== 422 || !errors) throw error;
    const { stages, ...others } = errors;
    throw invalid({ ...others, ...(stages !== undefined && { options: stages }) });
  }
}
