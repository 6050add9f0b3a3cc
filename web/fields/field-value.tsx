import type { ReactNode } from 'react';
import type { Entry } from '#shared/fields/entries.ts';
import type { Field, FieldKind } from '#shared/fields/field.ts';
import { t } from '#web/language/translate.ts';
import { formatAmount, formatCount, formatDay, formatRate } from '#web/ui/format.ts';
import { Time } from '#web/ui/time.tsx';
import { currencyOf, narrowed } from './choices.ts';
import { ContactLink } from './contact-link.tsx';
import { EntryList, WithOthers } from './entry-list.tsx';
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
  email: showContact,
  phone: showContact,
  option: (value: string, { field, record }) => <OptionLabel field={narrowed(field, record)} value={value} />,
  relation: (value: number, props) => <RelationValue {...props} id={value} />,
  money: (value: number, { field, record }) => formatAmount(value, currencyOf(field, record)),
  date: (value: string) => <time dateTime={value}>{formatDay(value)}</time>,
  datetime: (value: string) => <Time value={value} />,
  decimal: (value: number) => formatRate(value),
  integer: (value: number) => formatCount(value),
  tags: (value: readonly string[]) => <TagChips names={value} />,
  entries: (value: readonly Entry[], { field, withLinks }) => (
    <EntryList list={value} of={field.of ?? 'email'} withLinks={withLinks} />
  ),
  boolean: (value: boolean) => (value ? t('Yes') : t('No')),
  json: () => null,
};

/** In a row, which has no room for them, others that the record has are counted. */
function showContact(value: string, { field, record, withLinks }: FieldValueProps): ReactNode {
  if (withLinks) return <ContactLink of={field.kind === 'phone' ? 'phone' : 'email'} value={value} />;
  const others = ((record[field.listedIn ?? ''] ?? []) as readonly Entry[]).filter((one) => !one.primary);
  return others.length > 0 ? <WithOthers value={value} others={others} /> : value;
}

/** A field's value as text for people; nothing when it has none. */
export function FieldValue(props: FieldValueProps) {
  const value = props.record[props.name];
  if (value === null || value === undefined || value === '') return null;
  return shows[props.field.kind](value as never, props);
}
