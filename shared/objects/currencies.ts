import { currencyCodes } from '#shared/currencies.ts';
import { boolean } from '#shared/fields/boolean.ts';
import { decimal } from '#shared/fields/decimal.ts';
import { option } from '#shared/fields/option.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** The currencies that the tenant sells in, and what each is worth. */
export const currencies = defineObject({
  name: 'currencies',
  label: ['Currency', 'Currencies'],
  title: 'code',
  fields: {
    code: option({
      required: true,
      unique: true,
      fixed: true,
      options: currencyCodes.map((value) => ({ value, label: value })),
    }),
    name: text({ max: 80, search: true }),
    /** What one unit is worth in the default currency, whose own rate is 1. */
    rate: decimal({ required: true }),
    /** What sums are added up in; always exactly one. */
    is_default: boolean({ default: false, label: 'Default' }),
  },
  rollups: [[]],
  access: managedBy('admin', 'manager'),
  list: { columns: ['code', 'name', 'rate', 'is_default'], sort: 'code' },
});
export type Currency = RecordOf<typeof currencies>;
