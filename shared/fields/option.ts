import { bad, type Field, type FieldOptions, good, type Kind, makeField, type Option } from './field.ts';

interface OptionOptions extends FieldOptions<'fixed' | 'optionsFrom' | 'optionsBy'> {
  options: readonly (string | Option)[];
}

/** One of a list of values. Tenants change the list unless it is `fixed`. */
export function option(options: OptionOptions & { required: true }): Field<string, true>;
export function option(options: OptionOptions & { default: string }): Field<string, true>;
export function option(options: OptionOptions): Field<string, false>;
export function option(options: OptionOptions & { required?: true; default?: string }): Field {
  return makeField('option', { filter: true, ...options, options: options.options.map(toOption) });
}

export const optionKind: Kind<string> = {
  parse(input, field) {
    const options = field.options ?? [];
    const known = typeof input === 'string' ? options.find((one) => one.value === input.trim()) : undefined;
    return known ? good(known.value) : bad(`${field.label} must be one of ${options.map((o) => o.value).join(', ')}`);
  },
  jsonSchema: (field) => ({ type: 'string', enum: (field.options ?? []).map((one) => one.value) }),
};

function toOption(option: string | Option): Option {
  return typeof option === 'string' ? { value: option, label: optionLabel(option) } : option;
}

/** `CLOSED_WON` reads `Closed won`. */
function optionLabel(value: string): string {
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
