import type { Option } from '#shared/fields/field.ts';

const MOST_OPTIONS = 200;
const LONGEST = 100;
const KEYS = ['value', 'label', 'type', 'probability'];
const TYPES = ['open', 'won', 'lost'];

/** The choices of an option field out of a body, or what is wrong with them in one sentence. */
export function readOptions(input: unknown, current: readonly Option[] = []): Option[] | string {
  if (!Array.isArray(input) || input.length === 0 || input.length > MOST_OPTIONS) {
    return `Options must be a list of 1 to ${MOST_OPTIONS} choices such as ["Retail", "Steel"]`;
  }
  const options: Option[] = [];
  for (const one of input) {
    const option = readOption(one, current);
    if (typeof option === 'string') return option;
    const isTwin = ({ value, label }: Option) => isSame(value, option.value) || isSame(label, option.label);
    if (options.some(isTwin)) return 'Options must differ from each other in value and label';
    options.push(option);
  }
  return options;
}

/** What a choice does not say about itself stays as it is. */
function readOption(input: unknown, current: readonly Option[]): Option | string {
  const given = typeof input === 'string' ? { value: input } : input;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return 'Options takes texts, or objects such as {"value": "STEEL", "label": "Steel"}';
  }
  const strange = Object.keys(given).find((key) => !KEYS.includes(key));
  if (strange !== undefined) return `An option has ${KEYS.join(', ')} and nothing else`;
  const { value, label, type, probability } = given as Record<string, unknown>;
  const text = readText(value);
  if (text === null) return `The value of an option must be text of 1 to ${LONGEST} characters`;
  const known = current.find((one) => one.value === text);
  const name = label === undefined ? (known?.label ?? text) : readText(label);
  if (name === null) return `The label of an option must be text of 1 to ${LONGEST} characters`;
  const ends = type ?? known?.type;
  if (ends !== undefined && !TYPES.includes(ends as string))
    return `The type of an option is one of ${TYPES.join(', ')}`;
  const chance = probability ?? known?.probability;
  if (chance !== undefined && !isChance(chance)) return 'The probability of an option is a whole number from 0 to 100';
  return {
    value: text,
    label: name,
    ...(ends !== undefined && { type: ends as Option['type'] }),
    ...(chance !== undefined && { probability: chance as number }),
  };
}

function readText(input: unknown): string | null {
  if (typeof input !== 'string' || input.includes('\0') || !input.isWellFormed()) return null;
  const text = input.trim();
  return text === '' || [...text].length > LONGEST ? null : text;
}

function isChance(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
