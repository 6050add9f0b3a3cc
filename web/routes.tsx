import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { sessionQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import { readCalendarSearch } from '#web/features/calendar/calendar-search.ts';
import { readReportsSearch } from '#web/features/reports/reports-search.ts';
import { applyPreferences } from '#web/features/session/preferences.ts';
import { AppError } from '#web/layout/app-error.tsx';
import { NotFound } from '#web/layout/not-found.tsx';
import { Shell } from '#web/layout/shell.tsx';
import { readId } from '#web/objects/records/use-screens.ts';
import { objectAt } from '#web/objects/screens.ts';
import { movedSettings } from '#web/objects/settings-pages.ts';
import { type ListSearch, readListSearch } from '#web/records/list-search.ts';
import { prefetchList, prefetchRecord } from '#web/records/use-list.ts';

const root = createRootRoute({
  beforeLoad: async () => applyPreferences(await queryClient.ensureQueryData(sessionQuery)),
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: AppError,
});

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('#web/features/home/home-page.tsx'), 'HomePage'),
});

/** Pages of every object that has screens; the addresses of others, and of nothing, are no page. */
const list = createRoute({
  getParentRoute: () => root,
  path: '/$objectPath',
  beforeLoad: ({ params }) => requireScreens(params.objectPath),
  validateSearch: (search: ListSearch) => search,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { object }, deps }) => prefetchList(object, readListSearch(object)(deps)),
  component: lazyRouteComponent(() => import('#web/objects/records/list-screen.tsx'), 'ListScreen'),
});
const newRecord = createRoute({
  getParentRoute: () => list,
  path: '/new',
  component: lazyRouteComponent(() => import('#web/objects/records/new-record.tsx'), 'NewRecord'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/$objectPath/$recordId',
  beforeLoad: ({ params }) => requireScreens(params.objectPath),
  loader: ({ context: { object }, params }) => prefetchRecord(object, readId(params.recordId)),
  component: lazyRouteComponent(() => import('#web/objects/records/record-screen.tsx'), 'RecordScreen'),
});
const editRecord = createRoute({
  getParentRoute: () => record,
  path: '/edit',
  component: lazyRouteComponent(() => import('#web/objects/records/edit-record.tsx'), 'EditRecord'),
});
const newRelated = createRoute({
  getParentRoute: () => record,
  path: '/$relatedPath/new',
  component: lazyRouteComponent(() => import('#web/objects/records/new-related.tsx'), 'NewRelated'),
});

const activities = createRoute({
  getParentRoute: () => root,
  path: '/activities',
  ...listRoute('activities'),
  component: lazyRouteComponent(() => import('#web/objects/activities/activities-page.tsx'), 'ActivitiesPage'),
});

const apiDocs = createRoute({
  getParentRoute: () => root,
  path: '/api/docs',
  validateSearch: ({ call, find }: { call?: string; find?: string }) => ({ call, find }),
  component: lazyRouteComponent(() => import('#web/features/api-docs/api-docs-page.tsx'), 'ApiDocsPage'),
});
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('#web/features/calendar/calendar-page.tsx'), 'CalendarPage'),
});
const toDo = createRoute({
  getParentRoute: () => root,
  path: '/to-do',
  validateSearch: ({ who }: { who?: string }): { who?: 'all' } => (who === 'all' ? { who } : {}),
  component: lazyRouteComponent(() => import('#web/features/triage/triage-page.tsx'), 'TriagePage'),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: readReportsSearch,
  component: lazyRouteComponent(() => import('#web/features/reports/reports-page.tsx'), 'ReportsPage'),
});
const firstSteps = createRoute({
  getParentRoute: () => root,
  path: '/first-steps',
  component: lazyRouteComponent(() => import('#web/features/first-steps/first-steps-page.tsx'), 'FirstStepsPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('#web/features/settings/settings-frame.tsx'), 'SettingsFrame'),
});
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('#web/features/settings/settings-frame.tsx'), 'SettingsStart'),
});
const profile = createRoute({
  getParentRoute: () => settings,
  path: '/profile',
  component: lazyRouteComponent(() => import('#web/features/session/profile-page.tsx'), 'ProfilePage'),
});
const organization = createRoute({
  getParentRoute: () => settings,
  path: '/organization',
  component: lazyRouteComponent(
    () => import('#web/features/settings/organization/organization-page.tsx'),
    'OrganizationPage',
  ),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  validateSearch: readListSearch('users'),
  component: lazyRouteComponent(() => import('#web/features/settings/members/members-page.tsx'), 'MembersPage'),
});
const teams = createRoute({
  getParentRoute: () => settings,
  path: '/teams',
  component: lazyRouteComponent(() => import('#web/features/settings/teams/teams-page.tsx'), 'TeamsPage'),
});
const roles = createRoute({
  getParentRoute: () => settings,
  path: '/roles',
  component: lazyRouteComponent(() => import('#web/features/settings/roles/roles-page.tsx'), 'RolesPage'),
});
const role = createRoute({
  getParentRoute: () => settings,
  path: '/roles/$roleKey',
  component: lazyRouteComponent(() => import('#web/features/settings/roles/role-page.tsx'), 'RolePage'),
});
const fields = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  validateSearch: ({ of }: { of?: string }) => ({ of }),
  component: lazyRouteComponent(() => import('#web/features/settings/fields/fields-page.tsx'), 'FieldsPage'),
});
const currencies = createRoute({
  getParentRoute: () => settings,
  path: '/currencies',
  component: lazyRouteComponent(
    () => import('#web/features/settings/currencies/currencies-page.tsx'),
    'CurrenciesPage',
  ),
});
const views = createRoute({
  getParentRoute: () => settings,
  path: '/views',
  component: lazyRouteComponent(() => import('#web/features/settings/views/views-page.tsx'), 'ViewsPage'),
});
const pipelines = createRoute({
  getParentRoute: () => settings,
  path: '/pipelines',
  component: lazyRouteComponent(() => import('#web/objects/pipelines/pipelines-page.tsx'), 'PipelinesPage'),
});
const leadSources = createRoute({
  getParentRoute: () => settings,
  path: '/lead-sources',
  ...listRoute('lead_sources'),
  component: lazyRouteComponent(() => import('#web/objects/lead-sources/lead-sources-page.tsx'), 'LeadSourcesPage'),
});
const tags = createRoute({
  getParentRoute: () => settings,
  path: '/tags',
  ...listRoute('tags'),
  component: lazyRouteComponent(() => import('#web/objects/tags/tags-page.tsx'), 'TagsPage'),
});
const templates = createRoute({
  getParentRoute: () => settings,
  path: '/templates',
  ...listRoute('templates'),
  component: lazyRouteComponent(() => import('#web/objects/templates/templates-page.tsx'), 'TemplatesPage'),
});
const history = createRoute({
  getParentRoute: () => settings,
  path: '/history',
  component: lazyRouteComponent(() => import('#web/features/history/history-page.tsx'), 'HistoryPage'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(() => import('#web/features/audit/audit-page.tsx'), 'AuditPage'),
});
const trash = createRoute({
  getParentRoute: () => settings,
  path: '/trash',
  component: lazyRouteComponent(() => import('#web/features/history/trash-page.tsx'), 'TrashPage'),
});
const moved = movedSettings.map(([from, to]) =>
  createRoute({
    getParentRoute: () => root,
    path: from,
    beforeLoad: ({ location }) => {
      throw redirect({ to, search: location.search, replace: true });
    },
  }),
);

export const router = createRouter({
  routeTree: root.addChildren([
    index,
    list.addChildren([newRecord]),
    record.addChildren([editRecord, newRelated]),
    activities,
    apiDocs,
    calendar,
    reports,
    firstSteps,
    toDo,
    settings.addChildren([
      settingsStart,
      profile,
      organization,
      members,
      teams,
      roles,
      role,
      fields,
      currencies,
      views,
      pipelines,
      leadSources,
      tags,
      templates,
      history,
      audit,
      trash,
    ]),
    ...moved,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Values stand in the address as they are: `?search=123`, not `?search="123"`.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
    return text && `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** What the routes of all lists share: the state in their address, and reading ahead. */
function listRoute(object: ObjectName) {
  return {
    validateSearch: readListSearch(object),
    loaderDeps: ({ search }: { search: ListSearch }) => search,
    loader: ({ deps }: { deps: ListSearch }) => prefetchList(object, deps),
  };
}

function requireScreens(path: string): { object: ObjectName } {
  const object = objectAt(path);
  if (!object) throw notFound();
  return { object };
}
