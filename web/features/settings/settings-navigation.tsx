import { CloseButton, TextInput } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { foldText } from '#shared/filter/fold-text.ts';
import { t } from '#web/language/translate.ts';
import { mayOpen, type SettingsPage, settingsGroups, settingsPages } from '#web/objects/settings-pages.ts';
import { useSession } from '#web/records/use-object.ts';
import classes from './settings-navigation.module.css';

/** The pages of the settings that the person may change, found by any of their words. */
export function SettingsNavigation() {
  const session = useSession();
  const [typed, setTyped] = useState('');
  const pages = settingsPages.filter((page) => mayOpen(page, session) && isFound(page, typed));
  const groups = Object.entries(settingsGroups).map(([group, label]) => ({
    label,
    pages: pages.filter((page) => page.group === group),
  }));
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        className={classes.search}
        aria-label={t('Find a setting')}
        placeholder={t('Find a setting')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        rightSection={typed && <CloseButton size="xs" aria-label={t('Clear search')} onClick={() => setTyped('')} />}
      />
      <nav aria-label={t('Settings')}>
        {groups.map(
          (group) =>
            group.pages.length > 0 && (
              <section key={group.label} className={classes.group} aria-label={t(group.label)}>
                <h2>{t(group.label)}</h2>
                {group.pages.map((page) => (
                  <Item key={page.path} page={page} />
                ))}
              </section>
            ),
        )}
      </nav>
      <p className={classes.nothing} role="status">
        {pages.length === 0 && t('No setting is about “{text}”', { text: typed })}
      </p>
    </>
  );
}

function Item({ page: { path, icon: Icon, label } }: { page: SettingsPage }) {
  return (
    <Link to={path} className={classes.item} activeOptions={{ includeSearch: false }}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      {t(label)}
      <IconChevronRight size={16} className={classes.chevron} aria-hidden="true" />
    </Link>
  );
}

function isFound({ label, words }: SettingsPage, typed: string): boolean {
  const text = foldText(`${t(label)} ${t(words)}`);
  return foldText(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
