import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export function date(options: FieldOptions & { required: true }): Field<string, true>;
export function date(options?: FieldOptions): Field<string, false>;
export function date(options: FieldOptions & { required?: true } = {}): Field {
  return makeField('date', options);
}

export const dateKind: Kind<string> = {
  parse(input, field) {
    const value = typeof input === 'string' ? input.trim() : '';
    return isCalendarDay(value) ? good(value) : bad(`${field.label} must be a real date written YYYY-MM-DD`);
  },
  jsonSchema: () => ({ type: 'string', format: 'date' }),
};

/** Whether a text is a day of the calendar, from year 1 on, written YYYY-MM-DD. */
export function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value.startsWith('0000')) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
