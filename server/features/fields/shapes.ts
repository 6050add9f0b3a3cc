import {
  aCount,
  aFlag,
  anId,
  anything,
  aText,
  fieldsOf,
  listOf,
  mapOf,
  named,
  oneOf,
  orNull,
  shape,
} from '#shared/api/json-schema.ts';
import { customKinds } from '#shared/custom-fields.ts';
import { optionColors } from '#shared/fields/field.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';

const choice = named(
  'Choice',
  shape(
    { value: aText, label: aText },
    {
      type: oneOf(['open', 'won', 'lost']),
      probability: { type: 'integer', minimum: 0, maximum: 100 },
      stale_days: { type: 'integer', minimum: 1 },
      color: oneOf(optionColors),
      rate: { type: 'number' },
      kept: { ...aFlag, description: 'The product sets it itself.' },
    },
  ),
);
/** A text stands for a choice of this value and label. */
const choices = listOf({ anyOf: [aText, { ...choice, title: 'NewChoice', required: ['value'] }] });

/** A field of an object, as `describeField` answers it. */
export const describedField = named(
  'FieldDescription',
  shape({
    id: { ...aText, description: 'Object and key: `leads.status`.' },
    object: aText,
    key: aText,
    kind: oneOf(Object.keys(fieldKinds)),
    label: aText,
    help: orNull(aText),
    required: aFlag,
    unique: aFlag,
    searched: aFlag,
    multiline: aFlag,
    options: listOf(choice),
    target: orNull(aText),
    custom: aFlag,
    read_only: aFlag,
    position: orNull(aCount),
    indexed: aFlag,
  }),
);

const settings = { help: orNull(aText), required: aFlag, unique: aFlag, position: orNull(aCount), options: choices };

export const newField = {
  ...fieldsOf(
    { object: aText, kind: oneOf(customKinds), label: aText },
    { key: aText, searched: aFlag, multiline: aFlag, target: orNull(aText), ...settings },
  ),
  examples: [{ object: 'leads', kind: 'option', label: 'Industry', options: ['Retail', 'Steel'] }],
};

export const fieldChange = {
  ...fieldsOf({}, { label: aText, ...settings, replace: mapOf(anything), version: anId }),
  examples: [{ label: 'Company name' }],
};
