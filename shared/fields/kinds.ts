import { booleanKind } from './boolean.ts';
import { dateKind } from './date.ts';
import { datetimeKind } from './datetime.ts';
import { decimalKind } from './decimal.ts';
import { emailKind } from './email.ts';
import { entriesKind } from './entries.ts';
import type { FieldKind, Kind } from './field.ts';
import { integerKind } from './integer.ts';
import { jsonKind } from './json.ts';
import { moneyKind } from './money.ts';
import { optionKind } from './option.ts';
import { phoneKind } from './phone.ts';
import { relationKind } from './relation.ts';
import { tagsKind } from './tags.ts';
import { textKind } from './text.ts';

/** What each kind of field does. */
export const fieldKinds: Readonly<Record<FieldKind, Kind<unknown>>> = {
  text: textKind,
  email: emailKind,
  phone: phoneKind,
  option: optionKind,
  relation: relationKind,
  money: moneyKind,
  decimal: decimalKind,
  date: dateKind,
  datetime: datetimeKind,
  integer: integerKind,
  boolean: booleanKind,
  json: jsonKind,
  tags: tagsKind,
  entries: entriesKind,
};
