import { PasswordInput, TextInput } from '@mantine/core';
import { passwordRule } from '#shared/api/session.ts';
import type { Field } from '#shared/fields/field.ts';
import { t } from '#web/language/translate.ts';

interface VisitorTextProps {
  name: string;
  field: Field;
  error: string | undefined;
  autoComplete: string;
  autoFocus?: boolean;
  defaultValue?: string;
}

/** The input of one text field, labelled and limited as its definition says. */
export function VisitorText({ name, field, error, ...rest }: VisitorTextProps) {
  const isEmail = field.kind === 'email';
  return (
    <TextInput
      name={name}
      label={t(field.label)}
      type={isEmail ? 'email' : 'text'}
      required={field.required}
      withAsterisk={false}
      error={error}
      size="md"
      spellCheck={isEmail ? false : undefined}
      autoCapitalize={isEmail ? 'none' : undefined}
      {...rest}
    />
  );
}

interface VisitorPasswordProps {
  error: string | undefined;
  /** A password is being chosen: says how long it has to be. */
  isNew?: boolean;
  autoFocus?: boolean;
}

export function VisitorPassword({ error, isNew = false, autoFocus }: VisitorPasswordProps) {
  return (
    <PasswordInput
      name="password"
      label={t('Password')}
      description={isNew ? t('At least {min} characters', { min: passwordRule.min }) : undefined}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      maxLength={passwordRule.max}
      required
      withAsterisk={false}
      error={error}
      size="md"
      autoFocus={autoFocus}
      visibilityToggleButtonProps={{ 'aria-label': t('Show password') }}
    />
  );
}
