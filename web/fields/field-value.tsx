import type { ReactNode } from 'react';
import type { Field, FieldKind } from '#shared/fields/field.ts';
import { t } from '#web/language/translate.ts';
import { formatAmount, formatCount, formatDay, formatRate } from '#web/ui/format.ts';
import { Time } from '#web/ui/time.tsx';
import { currencyOf, narrowed } from './choices.ts';
import { OptionLabel } from './option-label.tsx';
import { RelationValue } from './relation-value.tsx';
import { TagChips } from './tag-chips.tsx';

interface FieldValueProps {
  name: string;
  field: Field;
  record: Readonly<Record<string, unknown>>;
  /** Addresses, numbers and relations are links; not in rows, which are links themselves. */
  withLinks?: boolean;
}

type Show = (value: never, props: FieldValueProps) => ReactNode;

const shows: Record<FieldKind, Show> = {
  text: (value: string) => value,
  email: (value: string, { withLinks }) => (withLinks ? <a href={`mailto:${value}`}>{value}</a> : value),
  phone: (value: string, { withLinks }) =>
    withLinks ? <a href={`tel:${value.replace(/[^+\d]/g, '')}`}>{value}</a> : value,
  option: (value: string, { field, record }) => <OptionLabel field={narrowed(field, record)} value={value} />,
  relation: (value: number, props) => <RelationValue {...props} id={value} />,
  money: (value: number, { field, record }) => formatAmount(value, currencyOf(field, record)),
  date: (value: string) => <time dateTime={value}>{formatDay(value)}</time>,
  datetime: (value: string) => <Time value={value} />,
  decimal: (value: number) => formatRate(value),
  integer: (value: number) => formatCount(value),
  tags: (value: readonly string[]) => <TagChips names={value} />,
  boolean: (value: boolean) => (value ? t('Yes') : t('No')),
  json: () => null,
};

/** A field's value as text for people; nothing when it has none. */
export function FieldValue(props: FieldValueProps) {
  const value = props.record[props.name];
  if (value === null || value === undefined || value === '') return null;
  return shows[props.field.kind](value as never, props);
}
