import type { FieldErrors } from '#shared/fields/input.ts';
import { type Definitions, findField } from './filter/field-path.ts';
import type { Condition, FilterNode, ParsedFilter } from './filter/node.ts';
import { operatorNamed, operatorsOf, readTest } from './filter/operators.ts';
import type { Calendar } from './relative-dates.ts';

const DEEPEST = 8;
const MOST_CONDITIONS = 100;
/** Conditions and groups together: groups may be empty, so counting conditions alone would not end. */
const MOST_NODES = 200;

const EXAMPLE = '{"field":"status","op":"=","value":"NEW"}, or {"and":[…]}, {"or":[…]}, {"not":{…}} of such';

/**
 * Reads a filter as the API and saved views write it against the definition of an object:
 * `{"and":[{"field":"status","op":"in","value":["NEW","WORKING"]},{"not":{"field":"lead.company","op":"contains","value":"x"}}]}`.
 * Never throws, whatever the input is. Relative dates are resolved by the calendar, so a stored filter is read anew each time.
 */
export function parseFilter(
  definitions: Definitions,
  objectName: string,
  input: unknown,
  calendar: Calendar,
): ParsedFilter {
  // Without a prototype, as all that is keyed by what a request says.
  const reading: Reading = { definitions, objectName, calendar, errors: Object.create(null), conditions: 0, nodes: 0 };
  const filter = readNode(reading, input, { at: 'filter', depth: 1 });
  if (!filter || Object.keys(reading.errors).length > 0) return { ok: false, errors: reading.errors };
  return { ok: true, filter };
}

/** The same from the text of a query parameter. */
export function parseFilterText(
  definitions: Definitions,
  objectName: string,
  text: string,
  calendar: Calendar,
): ParsedFilter {
  try {
    return parseFilter(definitions, objectName, JSON.parse(text), calendar);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { ok: false, errors: { filter: `Filter must be JSON: ${EXAMPLE}` } };
  }
}

interface Reading {
  readonly definitions: Definitions;
  readonly objectName: string;
  readonly calendar: Calendar;
  readonly errors: FieldErrors;
  conditions: number;
  nodes: number;
}

interface Place {
  /** The key of an error here. */
  at: string;
  depth: number;
}

function readNode(reading: Reading, input: unknown, { at, depth }: Place): FilterNode | null {
  reading.nodes += 1;
  if (reading.nodes > MOST_NODES) return tooMany(reading);
  const given = isPlain(input) ? input : {};
  const keys = Object.keys(given);
  if (keys.includes('field') || keys.includes('op')) return readCondition(reading, given, at);
  const [key = ''] = keys;
  if (keys.length !== 1 || !(key === 'and' || key === 'or' || key === 'not')) {
    return fail(reading, at, `Filter must be ${EXAMPLE}`);
  }
  if (depth > DEEPEST) return fail(reading, at, `Filter must not be nested more than ${DEEPEST} deep`);
  if (key === 'not') {
    const node = readNode(reading, given.not, { at: `${at}.not`, depth: depth + 1 });
    return node && { type: 'not', node };
  }
  return readGroup(reading, given[key], { type: key, at: `${at}.${key}`, depth: depth + 1 });
}

function readGroup(reading: Reading, input: unknown, group: Place & { type: 'and' | 'or' }): FilterNode | null {
  const { type, at, depth } = group;
  if (!Array.isArray(input)) return fail(reading, at, `${type} takes a list of conditions`);
  const nodes: FilterNode[] = [];
  for (const [index, one] of input.entries()) {
    const node = readNode(reading, one, { at: `${at}.${index}`, depth });
    if (node) nodes.push(node);
    if (reading.nodes > MOST_NODES || reading.conditions > MOST_CONDITIONS) return null;
  }
  return { type, nodes };
}

function readCondition(reading: Reading, input: Readonly<Record<string, unknown>>, at: string): Condition | null {
  reading.conditions += 1;
  if (reading.conditions > MOST_CONDITIONS) return tooMany(reading);
  const strange = Object.keys(input).find((key) => !['field', 'op', 'value'].includes(key));
  if (strange !== undefined) return fail(reading, at, `A condition has field, op and value, not ${quoted(strange)}`);
  if (typeof input.field !== 'string') return fail(reading, `${at}.field`, 'field must be the name of a field');
  const found = findField(reading.definitions, reading.objectName, input.field);
  if (!found.ok) return fail(reading, `${at}.field`, found.error);
  const { path, name, field } = found.value;
  const operator = operatorNamed(field, input.op);
  if (!operator) {
    const given = typeof input.op === 'string' ? `, not ${quoted(input.op)}` : '';
    return fail(reading, `${at}.op`, `${field.label} takes ${operatorsOf[field.kind].join(' ')}${given}`);
  }
  const test = readTest(operator, field, Object.hasOwn(input, 'value') ? input.value : undefined, reading.calendar);
  if (!test.ok) return fail(reading, `${at}.value`, test.error);
  return { type: 'condition', path, field: name, kind: field.kind, test: test.value };
}

function tooMany(reading: Reading): null {
  return fail(reading, 'filter', `Filter must have at most ${MOST_CONDITIONS} conditions`);
}

function fail(reading: Reading, at: string, message: string): null {
  reading.errors[at] = message;
  return null;
}

function isPlain(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function quoted(given: string): string {
  return JSON.stringify(given.slice(0, 60));
}
