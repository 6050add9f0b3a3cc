import { getRouteApi, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { inSentence, t } from '#web/language/translate.ts';
import { type ListSearch, readListSearch } from '#web/records/list-search.ts';
import { NewRecordLink } from '#web/records/new-record-link.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { leaveTrail } from '#web/records/trail.ts';
import { useObject } from '#web/records/use-object.ts';
import { ViewTabs } from '#web/records/views/view-tabs.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { keepLayout, type Layout, LayoutSwitch, usualLayout } from './layout-switch.tsx';
import { useScreens } from './use-screens.ts';

const RecordBoard = lazy(async () => ({
  default: (await import('#web/records/board/record-board.tsx')).RecordBoard,
}));

const route = getRouteApi('/$objectPath');

/** The list of an object's records; the form for a new one opens over it. */
export function ListScreen() {
  const { object, screens } = useScreens();
  const definition = useObject(object);
  const search = readListSearch(object)(route.useSearch());
  const navigate = route.useNavigate();
  useEffect(leaveTrail, []);
  const [one, many] = definition.label;
  const layout = search.layout === 'board' || search.layout === 'list' ? search.layout : usualLayout(object);
  const change = (patch: ListSearch, replace = false) =>
    navigate({ search: (before) => ({ ...before, ...patch }), replace });
  function choose(next: Layout) {
    keepLayout(object, next);
    void change({ layout: next, page: undefined });
  }
  const shared = { object, search, onSearch: change, filters: screens.filters };
  return (
    <>
      <PageHeader title={many}>
        {screens.board && <LayoutSwitch value={layout} onChange={choose} />}
        <NewRecordLink object={object} />
      </PageHeader>
      <ViewTabs
        object={object}
        search={search}
        board={screens.board}
        onOpen={(next, replace) => void navigate({ search: next, replace })}
      />
      {screens.board && layout === 'board' ? (
        <Suspense>
          <RecordBoard
            key={object}
            {...shared}
            by={screens.board}
            closing={screens.closing}
            staleBy={screens.timelineBy}
          />
        </Suspense>
      ) : (
        <RecordList
          key={object}
          {...shared}
          empty={{
            icon: screens.icon,
            title: t(screens.empty.title),
            text: t(screens.empty.text),
            action: <NewRecordLink object={object} label={t('Add the first {one}', { one: inSentence(one) })} />,
          }}
        />
      )}
      <Outlet />
    </>
  );
}
