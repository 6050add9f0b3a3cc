import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconLayoutList } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { View } from '#shared/objects/views.ts';
import { visibilities } from '#shared/permissions.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { feedQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { listPath } from '#web/fields/record-link.tsx';
import { msg, t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { searchOf } from '#web/records/views/view-search.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

const shownTo: Readonly<Record<string, string>> = {
  private: msg('Only me'),
  team: msg('My team'),
  everyone: msg('Everyone'),
};

type Open = { kind: 'edit' | 'delete'; view: View } | null;

/** Kept views, one's own and those that others share. */
export function ViewsPage() {
  const { user, permissions } = useSession();
  const feed = useInfiniteQuery(feedQuery('views', { sort: 'object,name', limit: 100, include: 'owner' }));
  const [open, setOpen] = useState<Open>(null);
  const notifyWritten = useNotifyWritten();
  const close = () => setOpen(null);
  const views = (feed.data?.pages ?? []).flatMap((page) => page.data);
  const groups = [
    { label: t('Mine'), views: views.filter((view) => view.owner_id === user.id), mayChange: true },
    {
      label: t('Shared by others'),
      views: views.filter((view) => view.owner_id !== user.id),
      mayChange: permissions.views?.update === 'all',
    },
  ];
  return (
    <>
      <PageHeader title={t('Views')} />
      <div className={parts.page}>
        <p className={parts.intro}>
          {t('A view keeps how a list is filtered, sorted and laid out. Make one at the tabs of any list.')}
        </p>
        {feed.isError && (
          <ErrorState title={t('The views could not be loaded')} error={feed.error} onRetry={() => feed.refetch()} />
        )}
        {feed.isPending && <Skeleton height={200} radius="md" />}
        {feed.data && views.length === 0 && (
          <EmptyState
            icon={IconLayoutList}
            title={t('No views yet')}
            text={t('Filter a list, then choose “Keep as view” at its top.')}
          />
        )}
        {groups.map(
          (group) =>
            group.views.length > 0 && (
              <section key={group.label} className={parts.section} aria-label={group.label}>
                <h2>{group.label}</h2>
                <ul className={parts.rows}>
                  {group.views.map((view) => (
                    <ViewRow key={view.id} view={view} mayChange={group.mayChange} setOpen={setOpen} />
                  ))}
                </ul>
              </section>
            ),
        )}
        {feed.hasNextPage && (
          <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
            {t('Show more')}
          </Button>
        )}
      </div>
      {open?.kind === 'edit' && (
        <RecordDialog
          object="views"
          record={open.view as unknown as AnyRecord}
          only={['name', 'is_default']}
          onClose={close}
          onSaved={(record, changeSetId) => {
            close();
            notifyWritten(t('{name} saved', { name: String(record.name) }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteRecord object="views" record={open.view as unknown as AnyRecord} onDeleted={close} onClose={close} />
      )}
    </>
  );
}

interface ViewRowProps {
  view: View;
  mayChange: boolean;
  setOpen: (open: Open) => void;
}

function ViewRow({ view, mayChange, setOpen }: ViewRowProps) {
  const object: ObjectName = Object.hasOwn(objects, view.object) ? (view.object as ObjectName) : 'leads';
  const definition = useObject(object);
  const update = useUpdateRecord('views');
  const notifyWritten = useNotifyWritten();
  const { name } = view;
  const owner = (view as unknown as { owner?: { name?: string } | null }).owner?.name;
  async function share(visibility: string) {
    try {
      const { changeSetId } = await update.mutateAsync({ id: view.id, visibility });
      notifyWritten(t('{name} saved', { name }), changeSetId);
    } catch (error) {
      notifyError(t('The view was not saved'), error as Error);
    }
  }
  const label = t(shownTo[view.visibility] ?? view.visibility);
  return (
    <li className={parts.row}>
      <div className={parts.main}>
        <p className={parts.name}>
          <Link to={listPath(object)} search={searchOf(definition, view)}>
            {name}
          </Link>
        </p>
        <p className={parts.hint}>{[definition.label[1], !mayChange && owner].filter(Boolean).join(' · ')}</p>
      </div>
      {mayChange ? (
        <NativeSelect
          size="xs"
          aria-label={t('Who is shown {name}', { name })}
          value={update.isPending ? String(update.variables.visibility) : view.visibility}
          data={visibilities.map((value) => ({ value, label: t(shownTo[value] ?? value) }))}
          onChange={(event) => void share(event.currentTarget.value)}
        />
      ) : (
        <span className={parts.hint}>{label}</span>
      )}
      {mayChange && (
        <RowMenu
          label={name}
          onEdit={() => setOpen({ kind: 'edit', view })}
          onDelete={() => setOpen({ kind: 'delete', view })}
        />
      )}
    </li>
  );
}
