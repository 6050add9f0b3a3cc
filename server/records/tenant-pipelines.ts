import type { Field, Option } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { firstStage } from '#shared/stages.ts';

/** A pipeline as definitions need it. */
export interface PipelineRow {
  id: number;
  stages: readonly Option[];
}

/** An object whose stages are those of the tenant's pipelines, of which the first is the default. */
export function withPipelines(object: ObjectDefinition, pipelines: readonly PipelineRow[]): ObjectDefinition {
  const [usual] = pipelines;
  const isMeant = (field: Field) => field.optionsFrom === 'pipelines' || field.target === 'pipelines';
  if (!usual || !Object.values(object.fields).some(isMeant)) return object;
  const change = (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, changedField(field, usual, pipelines)]));
  return { ...object, fields: change(object.fields), allFields: change(object.allFields) };
}

function changedField(field: Field, usual: PipelineRow, pipelines: readonly PipelineRow[]): Field {
  if (field.defaultToUsual && field.target === 'pipelines') return { ...field, default: usual.id, requiredLater: true };
  if (field.optionsFrom !== 'pipelines') return field;
  return {
    ...field,
    default: firstStage(usual.stages),
    options: allStages(pipelines),
    ...(field.optionsBy && { choices: Object.fromEntries(pipelines.map(({ id, stages }) => [id, stages])) }),
  };
}

/** The stages of all pipelines, each value once: as the first pipeline that has it words it. */
function allStages(pipelines: readonly PipelineRow[]): Option[] {
  const stages = new Map<string, Option>();
  for (const stage of pipelines.flatMap((one) => one.stages)) {
    if (!stages.has(stage.value)) stages.set(stage.value, stage);
  }
  return [...stages.values()];
}
