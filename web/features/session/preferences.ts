import type { Preferences } from '#shared/api/preferences.ts';
import type { Session } from '#shared/api/session.ts';
import { sessionQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import { changeProfile } from '#web/api/session.ts';
import { current, languageFor } from '#web/language/current.ts';
import { setFormats } from '#web/language/formats.ts';
import { chooseLanguage } from '#web/language/start-language.ts';
import { showTheme } from '#web/ui/color-theme.ts';

let applied: Preferences | null = null;

/** Shows everything as the person wants it, before the first page is drawn and after each change. */
export async function applyPreferences({ preferences }: Session): Promise<void> {
  if (applied === preferences) return;
  applied = preferences;
  setFormats(preferences);
  showTheme(preferences.theme);
  const language = languageFor([preferences.language ?? '', ...navigator.languages]);
  if (language !== current.language) await chooseLanguage(language);
  if (preferences.time_zone === null) void keepTimeZone();
}

/** Changes one's own name or preferences, and shows them. */
export async function saveProfile(input: Partial<Preferences> & { name?: string }): Promise<void> {
  const session = await changeProfile(input);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  await applyPreferences(session);
}

/** Filters such as "this week" are read by the server: it has to know where somebody is who has not said so yet. */
async function keepTimeZone(): Promise<void> {
  await saveProfile({ time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }).catch(() => {});
}
