import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Preferences } from '#shared/api/preferences.ts';
import type { Session } from '#shared/api/session.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { languages } from '#web/language/current.ts';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { Note } from '#web/ui/note.tsx';
import { notifyDone } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { ChangePassword } from './change-password.tsx';
import { saveProfile } from './preferences.ts';
import { formatChoices, languageChoices, themeChoices, timeZoneChoices, weekdayChoices } from './profile-choices.ts';
import classes from './profile-page.module.css';

/** What everybody sets for themselves: name, language, time zone, first weekday, theme, password. */
export function ProfilePage() {
  const [changingPassword, setChangingPassword] = useState(false);
  return (
    <>
      <PageHeader title={t('Profile')}>
        <Button variant="default" onClick={() => setChangingPassword(true)}>
          {t('Change password')}
        </Button>
      </PageHeader>
      <ProfileForm session={useSession()} />
      {changingPassword && <ChangePassword onClose={() => setChangingPassword(false)} />}
    </>
  );
}

const valuesOf = ({ user, preferences }: Session) => ({ name: user.name, ...preferences });

function ProfileForm({ session }: { session: Session }) {
  const [values, setValues] = useState(() => valuesOf(session));
  const { mutate, error, isPending } = useMutation({
    mutationFn: saveProfile,
    onSuccess: () => notifyDone(t('Profile saved')),
  });
  const errors = error instanceof ApiError ? error.errors : {};
  const message = error && failureText(error, (name) => name in values);
  const set = (patch: Partial<typeof values>) => setValues({ ...values, ...patch });
  function submit(event: FormEvent) {
    event.preventDefault();
    const before: Record<string, unknown> = valuesOf(session);
    const changed = Object.entries(values).filter(([name, value]) => value !== before[name]);
    if (!isPending) mutate(Object.fromEntries(changed));
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('Profile')}>
      <Stack gap="md">
        {message && <Note tone="error">{message}</Note>}
        <TextInput
          label={t('Name')}
          required
          autoComplete="name"
          value={values.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors.name}
        />
        <TextInput label={t('Email')} value={session.user.email} readOnly description={t('An admin can change it.')} />
        <Choices values={values} errors={errors} onChange={set} />
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            {t('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ChoicesProps {
  values: Preferences;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<Preferences>) => void;
}

function Choices({ values, errors, onChange }: ChoicesProps) {
  const shared = (name: keyof Preferences) => ({
    error: errors[name],
    clearable: true,
    placeholder: t('As the browser'),
    value: values[name] === null ? null : String(values[name]),
  });
  return (
    <>
      <Select
        {...shared('language')}
        label={t('Language')}
        data={languageChoices(languages)}
        onChange={(language) => onChange({ language })}
      />
      <Select
        {...shared('locale')}
        label={t('Numbers and dates')}
        searchable
        data={formatChoices(values.locale)}
        onChange={(locale) => onChange({ locale })}
      />
      <Select
        {...shared('time_zone')}
        label={t('Time zone')}
        description={t('Filters such as “this week” follow it.')}
        searchable
        limit={100}
        data={timeZoneChoices(values.time_zone)}
        onChange={(time_zone) => onChange({ time_zone })}
      />
      <Select
        {...shared('first_weekday')}
        label={t('First day of the week')}
        data={weekdayChoices()}
        onChange={(day) => onChange({ first_weekday: day === null ? null : Number(day) })}
      />
      <Select
        {...shared('theme')}
        label={t('Theme')}
        placeholder={t('As the system')}
        data={themeChoices()}
        onChange={(theme) => onChange({ theme: theme as Preferences['theme'] })}
      />
    </>
  );
}
