import { useComputedColorScheme } from '@mantine/core';
import { IconChartHistogram, IconFlag, IconHome, IconMoon, IconPlus, IconSun, IconTimeline } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { foldText } from '#shared/filter/fold-text.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { saveProfile } from '#web/features/session/preferences.ts';
import { listPath, newRecordPath } from '#web/fields/record-link.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { screens } from '#web/objects/screens.ts';
import { mayOpen, settingsPages } from '#web/objects/settings-pages.ts';
import { useSession } from '#web/records/use-object.ts';
import type { Choice } from './use-choices.ts';

/** Everything that can be done from anywhere, as far as the person may. */
export function useCommands(): Choice[] {
  const session = useSession();
  const { permissions } = session;
  const navigate = useNavigate();
  const isDark = useComputedColorScheme() === 'dark';
  const may = (object: ObjectName, action: 'read' | 'create') => (permissions[object]?.[action] ?? 'none') !== 'none';
  const names = Object.keys(screens) as ObjectName[];
  const pages = names.flatMap((name): Choice[] => {
    const [one, many] = objects[name].label.map((label) => t(label)) as [string, string];
    const icon = screens[name]?.icon;
    if (!icon || !may(name, 'read')) return [];
    return [
      { id: name, label: many, icon, run: () => navigate({ to: listPath(name) }) },
      ...(may(name, 'create')
        ? [
            {
              id: `new ${name}`,
              label: t('New {one}', { one: inSentence(one) }),
              icon: IconPlus,
              run: () => navigate({ to: newRecordPath(name) }),
            },
          ]
        : []),
    ];
  });
  const settings = settingsPages
    .filter((page) => mayOpen(page, session))
    .map(
      ({ path, label, icon }): Choice => ({
        id: path,
        label: t(label),
        description: t('Settings'),
        icon,
        run: () => navigate({ to: path }),
      }),
    );
  return [
    ...pages,
    { id: 'home', label: t('Home'), icon: IconHome, run: () => navigate({ to: '/' }) },
    { id: 'reports', label: t('Reports'), icon: IconChartHistogram, run: () => navigate({ to: '/reports' }) },
    { id: 'activities', label: t('Activities'), icon: IconTimeline, run: () => navigate({ to: '/activities' }) },
    ...settings,
    { id: 'first steps', label: t('First steps'), icon: IconFlag, run: () => navigate({ to: '/first-steps' }) },
    {
      id: 'theme',
      label: isDark ? t('Light theme') : t('Dark theme'),
      icon: isDark ? IconSun : IconMoon,
      run: () => saveProfile({ theme: isDark ? 'light' : 'dark' }),
    },
  ];
}

/** Commands of which every word begins as one of the text does. */
export function matching(commands: readonly Choice[], text: string): Choice[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const own = foldText(label).split(/\s+/);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
}
