import { isCalendarDay } from './date.ts';
import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** A moment, RFC 3339 in UTC. */
export function datetime(options: FieldOptions & { required: true }): Field<string, true>;
export function datetime(options?: FieldOptions): Field<string, false>;
export function datetime(options: FieldOptions & { required?: true } = {}): Field {
  return makeField('datetime', options);
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

export const datetimeKind: Kind<string> = {
  parse(input, field) {
    const value = typeof input === 'string' ? input.trim() : '';
    const time = RFC3339.test(value) && isCalendarDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) return bad(`${field.label} must be a time such as 2026-01-31T09:30:00Z`);
    // What tenants add is stored as text: in one form, so that the order of texts is that of time.
    return good(field.custom ? toMoment(value) : new Date(time).toISOString());
  },
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
};

/** A time in RFC 3339, in UTC and with six decimals of the second, so that the order of texts is that of time. */
export function toMoment(time: string): string {
  const [, fraction = ''] = /\.(\d+)/.exec(time) ?? [];
  const whole = new Date(Date.parse(time.replace(/\.\d+/, ''))).toISOString().slice(0, -5);
  return `${whole}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}
