import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { sessionQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import { AppError } from '#web/layout/app-error.tsx';
import { NotFound } from '#web/layout/not-found.tsx';
import { Shell } from '#web/layout/shell.tsx';
import { type ListSearch, readListSearch } from '#web/records/list-search.ts';
import { prefetchList, prefetchRecord } from '#web/records/use-list.ts';

/** Objects whose records have a page below. */
export const recordPages = new Set(['leads', 'opportunities']);

const root = createRootRoute({
  beforeLoad: () => queryClient.ensureQueryData(sessionQuery),
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: AppError,
});

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/leads' });
  },
});

const leads = createRoute({
  getParentRoute: () => root,
  path: '/leads',
  ...listRoute('leads'),
  component: lazyRouteComponent(() => import('#web/objects/leads/leads-page.tsx'), 'LeadsPage'),
});
const newLead = createRoute({
  getParentRoute: () => leads,
  path: '/new',
  component: lazyRouteComponent(() => import('#web/objects/leads/new-lead.tsx'), 'NewLead'),
});
const lead = createRoute({
  getParentRoute: () => root,
  path: '/leads/$leadId',
  params: { parse: ({ leadId }) => ({ leadId: readId(leadId) }), stringify: ({ leadId }) => ({ leadId: `${leadId}` }) },
  loader: ({ params }) => prefetchRecord('leads', params.leadId),
  component: lazyRouteComponent(() => import('#web/objects/leads/lead-page.tsx'), 'LeadPage'),
});
const editLead = createRoute({
  getParentRoute: () => lead,
  path: '/edit',
  component: lazyRouteComponent(() => import('#web/objects/leads/edit-lead.tsx'), 'EditLead'),
});
const newLeadOpportunity = createRoute({
  getParentRoute: () => lead,
  path: '/opportunities/new',
  component: lazyRouteComponent(() => import('#web/objects/leads/new-lead-opportunity.tsx'), 'NewLeadOpportunity'),
});

const opportunities = createRoute({
  getParentRoute: () => root,
  path: '/opportunities',
  ...listRoute('opportunities'),
  component: lazyRouteComponent(() => import('#web/objects/opportunities/opportunities-page.tsx'), 'OpportunitiesPage'),
});
const newOpportunity = createRoute({
  getParentRoute: () => opportunities,
  path: '/new',
  component: lazyRouteComponent(() => import('#web/objects/opportunities/new-opportunity.tsx'), 'NewOpportunity'),
});
const opportunity = createRoute({
  getParentRoute: () => root,
  path: '/opportunities/$opportunityId',
  params: {
    parse: ({ opportunityId }) => ({ opportunityId: readId(opportunityId) }),
    stringify: ({ opportunityId }) => ({ opportunityId: `${opportunityId}` }),
  },
  loader: ({ params }) => prefetchRecord('opportunities', params.opportunityId),
  component: lazyRouteComponent(() => import('#web/objects/opportunities/opportunity-page.tsx'), 'OpportunityPage'),
});
const editOpportunity = createRoute({
  getParentRoute: () => opportunity,
  path: '/edit',
  component: lazyRouteComponent(() => import('#web/objects/opportunities/edit-opportunity.tsx'), 'EditOpportunity'),
});

const activities = createRoute({
  getParentRoute: () => root,
  path: '/activities',
  ...listRoute('activities'),
  component: lazyRouteComponent(() => import('#web/objects/activities/activities-page.tsx'), 'ActivitiesPage'),
});
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  ...listRoute('users'),
  component: lazyRouteComponent(() => import('#web/objects/users/users-page.tsx'), 'UsersPage'),
});
const leadSources = createRoute({
  getParentRoute: () => root,
  path: '/lead-sources',
  ...listRoute('lead_sources'),
  component: lazyRouteComponent(() => import('#web/objects/lead-sources/lead-sources-page.tsx'), 'LeadSourcesPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    index,
    leads.addChildren([newLead]),
    lead.addChildren([editLead, newLeadOpportunity]),
    opportunities.addChildren([newOpportunity]),
    opportunity.addChildren([editOpportunity]),
    activities,
    users,
    leadSources,
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

/** Not a number at all: 0, which no record has, so that the page says it is not there. */
function readId(text: string): number {
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
}
