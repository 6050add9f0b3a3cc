import type { Option } from './fields/field.ts';
import { readOptions } from './read-options.ts';

/** The stages of the pipeline that every tenant starts with, as the published documentation names them. */
export const usualStages: readonly Option[] = [
  { value: 'QUALIFICATION', label: 'Qualification', type: 'open', probability: 10 },
  { value: 'PROPOSAL', label: 'Proposal', type: 'open', probability: 40 },
  { value: 'NEGOTIATION', label: 'Negotiation', type: 'open', probability: 70 },
  { value: 'CLOSED_WON', label: 'Closed won', type: 'won', probability: 100 },
  { value: 'CLOSED_LOST', label: 'Closed lost', type: 'lost', probability: 0 },
];

const TYPES = ['open', 'won', 'lost'] as const;

/** The stages of a pipeline out of a body, or what is wrong with them in one sentence. Without a type of its own a stage is open. */
export function readStages(input: unknown, current: readonly Option[] = []): Option[] | string {
  const options = readOptions(input, current);
  if (typeof options === 'string') return options.replaceAll('Options', 'Stages').replaceAll('option', 'stage');
  const stages = options.map((stage): Option => {
    const { value, label, type = 'open', ...rest } = stage;
    return { value, label, type, ...rest, probability: chanceOf({ ...stage, type }) };
  });
  const lacking = TYPES.filter((type) => !stages.some((stage) => stage.type === type));
  if (lacking.length > 0) return `Stages must have at least one of each type: ${lacking.join(' and ')} is missing`;
  return stages;
}

/** The chance to win in a stage; one that says nothing is as good as even. */
function chanceOf({ type, probability }: Option): number {
  if (type === 'won') return 100;
  return type === 'lost' ? 0 : (probability ?? 50);
}

/** Where a new record of a pipeline begins: its first stage that is open. */
export function firstStage(stages: readonly Option[]): string {
  return (stages.find((stage) => stage.type === 'open') ?? stages[0])?.value ?? '';
}

/** Where a record goes whose stage another pipeline lacks: its first stage of the same kind. */
export function counterpartOf(stage: Option | undefined, stages: readonly Option[]): Option | undefined {
  const type = stage?.type ?? 'open';
  return stages.find((one) => one.value === stage?.value) ?? stages.find((one) => one.type === type);
}
