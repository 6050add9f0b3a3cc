import { customField, customValues } from './custom-field.ts';
import type { LoadRequest } from './load-job.ts';
import type { Client } from './product.ts';
import type { Scenario, World } from './scenarios.ts';

/** What a tenant is asked for in its name, with values of its own records. */
export interface Examples {
  client: Client;
  leadIds: readonly number[];
  emails: readonly string[];
  /** Parts of company names that some records have. */
  parts: readonly string[];
  /** Where the list of leads goes on behind 100,000 records, or behind as many as there are. */
  deepCursor: string;
}

const RIGHT = '{"success":true,"data":';

/** Requests by name, the same for a tenant of any size. */
export const engineRequests: Readonly<Record<string, (of: Examples) => LoadRequest[]>> = {
  'filter by a choice': ({ client }) => ['HOT', 'COLD'].map((rating) => get(client, `leads?rating=${rating}`)),
  'filter by an exact text': ({ client, emails }) =>
    emails.map((value) => filtered(client, 'leads', ['email', '=', value])),
  'filter by a part of a text': ({ client, parts }) =>
    parts.map((value) => filtered(client, 'leads', ['company', 'contains', value])),
  'filter by a related field': ({ client }) => [filtered(client, 'activities', ['lead.status', '=', 'NEW'])],
  'filter by a custom field': ({ client }) =>
    customValues.map((value) => filtered(client, 'leads', [customField, '=', value])),
  'filter by the last 7 days': ({ client }) => [filtered(client, 'leads', ['created_at', 'within', { last: '7d' }])],
  'order by a text': ({ client }) => [get(client, 'leads?sort=company'), get(client, 'contacts?sort=-name')],
  'order by a number': ({ client }) => [
    get(client, 'opportunities?sort=-amount'),
    get(client, 'opportunities?sort=amount'),
  ],
  'order by the last change': ({ client }) => [get(client, 'leads?sort=-updated_at')],
  'next page at depth 100,000': ({ client, deepCursor }) => [get(client, `leads?cursor=${deepCursor}`)],
  'board: counts and sums by stage': ({ client }) => [get(client, 'opportunities/groups?by=stage&sum=amount')],
  'board: one column': ({ client }) =>
    ['PROPOSAL', 'CLOSED_WON'].map((stage) => get(client, `opportunities?stage=${stage}`)),
  'record page: the record': ({ client, leadIds }) => leadIds.map((id) => get(client, `leads/${id}`)),
  'record page: its timeline': ({ client, leadIds }) => leadIds.map((id) => get(client, `activities?lead_id=${id}`)),
  'search over all objects': ({ client, parts }) =>
    parts.map((part) => get(client, `search?q=${encodeURIComponent(part)}`)),
};

/** Each request alone and at 16 connections on the big tenant, and alone on one of a hundredth of its size. */
export function engineScenarios(world: World, examples: { big: Examples; middle: Examples }): Record<string, Scenario> {
  const { port } = world.product;
  return Object.fromEntries(
    Object.entries(engineRequests).flatMap(([name, requestsOf]): [string, Scenario][] => [
      [`${name} alone`, { port, connections: 1, requests: requestsOf(examples.big) }],
      [`${name} many`, { port, connections: 16, requests: requestsOf(examples.big) }],
      [`${name} middle`, { port, connections: 1, requests: requestsOf(examples.middle) }],
    ]),
  );
}

function get(client: Client, path: string): LoadRequest {
  return client.get(`/api/v1/${path}`, RIGHT);
}

function filtered(client: Client, path: string, [field, op, value]: [string, string, unknown]): LoadRequest {
  return get(client, `${path}?filter=${encodeURIComponent(JSON.stringify({ field, op, value }))}`);
}
