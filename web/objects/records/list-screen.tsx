import { getRouteApi, Outlet } from '@tanstack/react-router';
import { readListSearch } from '#web/records/list-search.ts';
import { NewRecordLink } from '#web/records/new-record-link.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { useObject } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useScreens } from './use-screens.ts';

const route = getRouteApi('/$objectPath');

/** The list of an object's records; the form for a new one opens over it. */
export function ListScreen() {
  const { object, screens } = useScreens();
  const definition = useObject(object);
  const search = readListSearch(object)(route.useSearch());
  const navigate = route.useNavigate();
  const [one, many] = definition.label;
  return (
    <>
      <PageHeader title={many}>
        <NewRecordLink object={object} />
      </PageHeader>
      <RecordList
        key={object}
        object={object}
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={screens.filters}
        empty={{
          icon: screens.icon,
          ...screens.empty,
          action: <NewRecordLink object={object} label={`Add the first ${one.toLowerCase()}`} />,
        }}
      />
      <Outlet />
    </>
  );
}
