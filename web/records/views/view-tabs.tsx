import { Button, UnstyledButton } from '@mantine/core';
import { IconLock, IconPlus, IconUsers } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { View } from '#shared/objects/views.ts';
import { missingFields, type ViewSettings, withoutFields } from '#shared/views.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { inSentence, t } from '#web/language/translate.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { useDefinitions } from '#web/records/use-definitions.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { Note } from '#web/ui/note.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import { useViews } from './use-views.ts';
import { isChanged, looksOf, searchOf } from './view-search.ts';
import classes from './view-tabs.module.css';

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }));

interface ViewTabsProps {
  object: ObjectName;
  search: ListSearch;
  /** The option field of its board, if it has one. */
  board?: string;
  /** Shows the list at another address. */
  onOpen: (search: ListSearch, replace?: boolean) => void;
}

/** The kept views of a list as tabs, with what can be done to the one that is open. */
export function ViewTabs({ object, search, board, onOpen }: ViewTabsProps) {
  const definition = useObject(object);
  const definitions = useDefinitions();
  const { views, usual } = useViews(object);
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const save = useSave(object);
  const open = views?.find((view) => String(view.id) === search.view);
  const missing = open ? missingFields(definitions, object, open as unknown as ViewSettings) : [];
  const shown = (view: View) => {
    const gone = missingFields(definitions, object, view as unknown as ViewSettings);
    return withoutFields(view as unknown as ViewSettings, gone) as unknown as View;
  };
  const isDirty = open ? missing.length === 0 && isChanged(definition, open, search) : false;
  const isPlain = Object.keys(search).every((name) => name === 'layout');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only arriving at the bare list opens the usual view
  useEffect(() => {
    if (usual && isPlain) onOpen(searchOf(definition, shown(usual)), true);
  }, [usual?.id, isPlain]);
  return (
    <>
      <nav className={classes.tabs} aria-label={t('Views')}>
        <Tab isOpen={!open} onClick={() => onOpen({ view: 'all' })}>
          {t('All {many}', { many: inSentence(definition.label[1]) })}
        </Tab>
        {views?.map((view) => (
          <Tab key={view.id} isOpen={view === open} onClick={() => onOpen(searchOf(definition, shown(view)))}>
            {view.visibility === 'private' ? <Mark icon={IconLock} text={t('Private')} /> : null}
            {view.visibility === 'team' ? <Mark icon={IconUsers} text={t('Team')} /> : null}
            {view.name}
            {view === open && isDirty && <span className={classes.dot} title={t('Changed, not saved')} />}
          </Tab>
        ))}
        <span className={classes.actions}>
          {open && isDirty && (
            <>
              <Button
                size="compact-sm"
                variant="light"
                onClick={() => void save(open, looksOf(definition, search, board))}
              >
                {t('Save view')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => onOpen(searchOf(definition, open))}
              >
                {t('Reset')}
              </Button>
            </>
          )}
          {open && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setDialog('edit')}>
              {t('Edit view')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => setDialog('new')}
          >
            {open ? t('Save as') : t('Keep as view')}
          </Button>
        </span>
      </nav>
      {missing.length > 0 && (
        <Note tone="warning">
          {t('This view also uses {fields}, which is not there any more or not shown to you.', {
            fields: missing.join(', '),
          })}
        </Note>
      )}
      {dialog && (
        <Suspense>
          <ViewDialog
            object={object}
            view={dialog === 'edit' ? open : undefined}
            count={views?.length ?? 0}
            looks={looksOf(definition, search, board)}
            onSaved={(view) => onOpen(searchOf(definition, view))}
            onDeleted={() => onOpen({ view: 'all' })}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function useSave(object: ObjectName) {
  const update = useUpdateRecord('views');
  const notifyWritten = useNotifyWritten();
  return async (view: View, looks: object) => {
    try {
      const { changeSetId } = await update.mutateAsync({ id: view.id, ...looks, version: view.version });
      notifyWritten(t('View saved'), changeSetId);
    } catch (error) {
      notifyError(t('The view was not saved'), error as Error);
    }
    return object;
  };
}

interface TabProps {
  isOpen: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tab({ isOpen, onClick, children }: TabProps) {
  return (
    <UnstyledButton className={classes.tab} aria-current={isOpen ? 'page' : undefined} onClick={onClick}>
      {children}
    </UnstyledButton>
  );
}

function Mark({ icon: Icon, text }: { icon: typeof IconLock; text: string }) {
  return <Icon size={13} stroke={1.8} role="img" aria-label={text} />;
}
