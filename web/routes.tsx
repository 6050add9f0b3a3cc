import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import { AppError } from '#web/layout/app-error.tsx';
import { NotFound } from '#web/layout/not-found.tsx';
import { Shell } from '#web/layout/shell.tsx';
import { readListSearch } from '#web/records/list-search.ts';

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
  validateSearch: readListSearch('leads'),
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
  validateSearch: readListSearch('opportunities'),
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
  validateSearch: readListSearch('activities'),
  component: lazyRouteComponent(() => import('#web/objects/activities/activities-page.tsx'), 'ActivitiesPage'),
});
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: readListSearch('users'),
  component: lazyRouteComponent(() => import('#web/objects/users/users-page.tsx'), 'UsersPage'),
});
const leadSources = createRoute({
  getParentRoute: () => root,
  path: '/lead-sources',
  validateSearch: readListSearch('lead_sources'),
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

/** Not a number at all: 0, which no record has, so that the page says it is not there. */
function readId(text: string): number {
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
}
