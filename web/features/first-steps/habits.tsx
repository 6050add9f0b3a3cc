import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { currencyCodes } from '#shared/currencies.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import { saveProfile } from '#web/features/session/preferences.ts';
import { formatChoices, timeZoneChoices } from '#web/features/session/profile-choices.ts';
import { current } from '#web/language/current.ts';
import { t } from '#web/language/translate.ts';
import { useCan, useSession } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';
import classes from './first-steps.module.css';

/** The currency of the organization and the habits of the person, kept as soon as they are chosen. */
export function Habits() {
  const { preferences } = useSession();
  const keep = (input: Parameters<typeof saveProfile>[0]) =>
    saveProfile(input).catch((error: Error) => notifyError(t('This was not saved'), error));
  return (
    <div className={classes.habits}>
      <CurrencySelect />
      <Select
        label={t('Numbers and dates')}
        placeholder={t('As the browser')}
        searchable
        clearable
        data={formatChoices(preferences.locale)}
        value={preferences.locale}
        onChange={(locale) => void keep({ locale })}
      />
      <Select
        label={t('Time zone')}
        searchable
        limit={100}
        data={timeZoneChoices(preferences.time_zone)}
        value={preferences.time_zone}
        onChange={(time_zone) => time_zone && void keep({ time_zone })}
      />
    </div>
  );
}

/** Another currency takes the place of the first one. */
function CurrencySelect() {
  const { data } = useQuery(listQuery('currencies', { limit: 100 }));
  const update = useUpdateRecord('currencies');
  const mayChange = useCan('currencies', 'update');
  const usual = data?.data.find(({ is_default }) => is_default);
  const names = new Intl.DisplayNames(current.language, { type: 'currency' });
  return (
    <Select
      label={t('Currency')}
      searchable
      disabled={!mayChange || !usual}
      data={currencyCodes.map((value) => ({ value, label: `${value} · ${names.of(value)}` }))}
      value={usual?.code ?? null}
      error={update.error?.message}
      onChange={(code) =>
        code && usual && code !== usual.code && update.mutate({ id: usual.id, version: usual.version, code })
      }
    />
  );
}
