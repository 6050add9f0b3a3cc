import { type OptionColor, optionColors } from '#shared/fields/field.ts';
import { msg, t } from '#web/language/translate.ts';

const labels: Readonly<Record<OptionColor, string>> = {
  gray: msg('Gray'),
  red: msg('Red'),
  orange: msg('Orange'),
  yellow: msg('Yellow'),
  green: msg('Green'),
  teal: msg('Teal'),
  blue: msg('Blue'),
  violet: msg('Violet'),
  pink: msg('Pink'),
};

/** The colours that an option can be marked with, to choose from. */
export function colorChoices(): { value: OptionColor; label: string }[] {
  return optionColors.map((value) => ({ value, label: t(labels[value]) }));
}
