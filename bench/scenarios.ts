import { createBelievable } from '#server/features/seed/believable.ts';
import type { Bounds } from './bounds.ts';
import type { BenchTenant } from './dataset-build.ts';
import { type LoadRequest, requestText } from './load-job.ts';
import { type Client, type Product, signInRequest } from './product.ts';
import type { SearchWords, Word } from './search-words.ts';

export interface Scenario {
  port: number;
  connections: number;
  requests: readonly LoadRequest[];
}

export interface World {
  product: Product;
  /** The same in two server processes that share a port. */
  workers: Product;
  bounds: Bounds;
  big: BenchTenant;
  middle: BenchTenant;
  small: readonly BenchTenant[];
  clients: { big: Client; middle: Client; small: Client; writer: Client };
  words: { big: SearchWords; small: Word[] };
  /** Leads by status, as counted by SQL. */
  totals: { big: StatusTotal[]; small: StatusTotal[] };
  /** Some ids of the big tenant. */
  ids: readonly number[];
}

export interface StatusTotal {
  status: string;
  total: number;
}

const MANY = 16;

/** Up to where `/api/v1` counts what no kept total knows. */
const MOST_COUNTED = 10_000;

/** What is measured, by name. */
export function scenariosOf(world: World): Record<string, Scenario> {
  const { product, bounds, clients, words, totals } = world;
  const on = (connections: number, requests: LoadRequest[]): Scenario => ({
    port: product.port,
    connections,
    requests,
  });
  const bigList = listRequests(clients.big, totals.big);
  const smallList = listRequests(clients.small, totals.small);
  const search = (client: Client, list: readonly Word[]) => list.map((word) => searchRequest(client, word));
  return {
    list: on(MANY, bigList),
    workersList: { ...on(MANY, bigList), port: world.workers.port },
    bareList: {
      port: bounds.list.port,
      connections: MANY,
      requests: totals.big.map(({ status }) => ({
        text: requestText('GET', `/leads?tenant=${world.big.id}&status=${status}`),
        expect: `"status":"${status}"`,
      })),
    },
    create: on(
      MANY,
      newLeads().map((lead) => clients.writer.post('/api/v1/leads', lead)),
    ),
    bareCreate: {
      port: bounds.insert.port,
      connections: MANY,
      requests: newLeads().map((body) => ({
        text: requestText('POST', '/leads', { body }),
        expect: '{"success":true,"data":{"id":',
      })),
    },
    listAlone: on(1, bigList),
    smallListAlone: on(1, smallList),
    smallList: on(MANY, smallList),
    search: on(MANY, search(clients.big, words.big.usual)),
    searchAlone: on(1, search(clients.big, words.big.usual)),
    denseSearch: on(1, search(clients.big, words.big.dense)),
    shortSearch: on(1, search(clients.big, words.big.short)),
    smallSearch: on(1, search(clients.small, words.small)),
    get: on(
      1,
      world.ids.map((id) => clients.big.get(`/api/v1/leads/${id}`, `"id":${id},`)),
    ),
    deepPage: on(1, [deepRequest(world)]),
    health: on(MANY, [{ text: requestText('GET', '/healthz'), expect: '' }]),
    signIn: on(4, world.small.slice(1).map(signInRequest)),
  };
}

function listRequests(client: Client, totals: readonly StatusTotal[]): LoadRequest[] {
  return totals.map(({ status, total }) => client.get(`/api/v1/leads?status=${status}&limit=50`, `"total":${total},`));
}

function searchRequest(client: Client, { text, hits }: Word): LoadRequest {
  const total = hits > MOST_COUNTED ? `"total":${MOST_COUNTED},"total_capped":true,` : `"total":${hits},`;
  return client.get(`/api/v1/leads?search=${encodeURIComponent(text)}`, total);
}

/** Page 10,000, or the last one of a smaller tenant. */
function deepRequest({ clients, big }: World): LoadRequest {
  const page = Math.min(10_000, Math.floor(big.leads / 50));
  return clients.big.get(`/api/v1/leads?page=${page}`, `"total":${big.leads},`);
}

/** Bodies as a form sends them; the owner is whoever creates the lead, as usual. */
function newLeads(): Record<string, unknown>[] {
  const believable = createBelievable(7, { now: new Date(), sourceIds: [], userIds: [] });
  return Array.from({ length: 2000 }, (_, at) => {
    const { created_at: _createdAt, source_id: _sourceId, owner_id: _ownerId, ...lead } = believable.lead(at, 2000);
    return lead;
  });
}
