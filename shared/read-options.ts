import { type Option, optionColors } from './fields/field.ts';

const MOST_OPTIONS = 200;
const LONGEST = 100;
const TYPES = ['open', 'won', 'lost'];
/** Ten years. */
const MOST_DAYS = 3650;

type Extra = Exclude<keyof Option, 'value' | 'label' | 'kept' | 'rate'>;

/** What a choice may say beside value and label: which values are good, and what is said of others. */
const extras: Readonly<Record<Extra, readonly [isGood: (value: unknown) => boolean, otherwise: string]>> = {
  type: [(value) => TYPES.includes(value as string), `The type of an option is one of ${TYPES.join(', ')}`],
  probability: [(value) => isWhole(value, 0, 100), 'The probability of an option is a whole number from 0 to 100'],
  stale_days: [
    (value) => isWhole(value, 1, MOST_DAYS),
    `The stale_days of an option are a whole number from 1 to ${MOST_DAYS}`,
  ],
  color: [
    (value) => (optionColors as readonly unknown[]).includes(value),
    `The color of an option is one of ${optionColors.join(', ')}`,
  ],
};
const KEYS = ['value', 'label', ...Object.keys(extras)];

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

/** What a choice does not say about itself stays as it is; null takes it away. */
function readOption(input: unknown, current: readonly Option[]): Option | string {
  const given = typeof input === 'string' ? { value: input } : input;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return 'Options takes texts, or objects such as {"value": "STEEL", "label": "Steel"}';
  }
  const strange = Object.keys(given).find((key) => key !== 'kept' && !KEYS.includes(key));
  if (strange !== undefined) return `An option has ${KEYS.join(', ')} and nothing else`;
  const { value, label, ...rest } = given as Record<string, unknown>;
  const text = readText(value);
  if (text === null) return `The value of an option must be text of 1 to ${LONGEST} characters`;
  const known = current.find((one) => one.value === text);
  const name = label === undefined ? (known?.label ?? text) : readText(label);
  if (name === null) return `The label of an option must be text of 1 to ${LONGEST} characters`;
  const option: Record<string, unknown> = { value: text, label: name };
  for (const [key, [isGood, otherwise]] of Object.entries(extras)) {
    const said = rest[key] === undefined ? known?.[key as Extra] : rest[key];
    if (said === undefined || said === null) continue;
    if (!isGood(said)) return otherwise;
    option[key] = said;
  }
  return option as unknown as Option;
}

function readText(input: unknown): string | null {
  if (typeof input !== 'string' || input.includes('\0') || !input.isWellFormed()) return null;
  const text = input.trim();
  return text === '' || [...text].length > LONGEST ? null : text;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
