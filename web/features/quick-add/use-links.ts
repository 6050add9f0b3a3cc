import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foldText } from '#shared/filter/fold-text.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { listQuery } from '#web/api/queries.ts';
import { type SearchResult, searchRecords } from '#web/api/search.ts';
import type { Kind } from './words.ts';

/** A name in the line and the records that it may mean. */
export interface NameLink {
  name: string;
  hits: readonly SearchResult[];
  chosen: SearchResult | undefined;
  isSearching: boolean;
}

/** Objects that records of a kind can be about, the likeliest first. */
const targets: Record<Kind, readonly ObjectName[]> = {
  task: ['contacts', 'companies', 'leads', 'opportunities'],
  call: ['contacts', 'companies', 'leads', 'opportunities'],
  meeting: ['contacts', 'companies', 'leads', 'opportunities'],
  note: ['contacts', 'companies', 'leads', 'opportunities'],
  deal: ['companies', 'contacts', 'leads'],
  contact: ['companies'],
  lead: [],
  company: [],
};

/** `null`: the person wants none of them. */
type Chosen = Readonly<Record<string, string | null>>;

export const keyOf = ({ object, id }: SearchResult) => `${object} ${id}`;

/** Finds the records that names in a line mean; where several match, the person can choose another. */
export function useLinks(names: readonly string[], kind: Kind) {
  const [chosen, setChosen] = useState<Chosen>({});
  const wanted = targets[kind];
  const queries = useQueries({
    queries: names.map((name) => ({
      queryKey: ['search', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => searchRecords(name, signal),
      enabled: wanted.length > 0 && name.length > 1,
    })),
  });
  const found = names.map((name, at) => matching(queries[at]?.data ?? [], name, wanted));
  const company = found.flatMap((hits) => hits[0] ?? []).find(({ object }) => object === 'companies');
  const colleagues = useColleagues(company, found);
  const taken = new Set<ObjectName>();
  const links = names.map((name, at): NameLink => {
    const hits = ranked(found[at] ?? [], colleagues);
    const free = hits.filter(({ object }) => !taken.has(object));
    const pick = chosen[name] === undefined ? free[0] : hits.find((hit) => keyOf(hit) === chosen[name]);
    if (pick) taken.add(pick.object);
    return { name, hits, chosen: pick, isSearching: queries[at]?.isFetching === true };
  });
  const choose = (name: string, key: string | null) => setChosen((before) => ({ ...before, [name]: key }));
  return { links, choose };
}

/** Of several people of a name, those who work at the company that is named too. */
function useColleagues(company: SearchResult | undefined, found: readonly (readonly SearchResult[])[]) {
  const people = found.flat().filter(({ object }) => object === 'contacts');
  const { data } = useQuery({
    ...listQuery('contacts', {
      filter: JSON.stringify({
        and: [
          { field: 'company_id', op: '=', value: company?.id },
          { field: 'id', op: 'in', value: people.map(({ id }) => id) },
        ],
      }),
      limit: 25,
    }),
    enabled: company !== undefined && people.length > 1,
  });
  return new Set(data?.data.map(({ id }) => id));
}

function ranked(hits: readonly SearchResult[], colleagues: ReadonlySet<number>): SearchResult[] {
  const isColleague = ({ object, id }: SearchResult) => object === 'contacts' && colleagues.has(id);
  return [...hits].sort((one, other) => Number(isColleague(other)) - Number(isColleague(one))).slice(0, 8);
}

/** The search finds more than names; a record is meant by its title, or by whom it has below it. */
function matching(hits: readonly SearchResult[], name: string, wanted: readonly ObjectName[]): SearchResult[] {
  const words = foldText(name).split(' ');
  const fits = ({ object, title, subtitle }: SearchResult) => {
    const text = foldText(object === 'leads' ? `${title} ${subtitle}` : title).split(/[\s,·]+/);
    return wanted.includes(object) && words.every((word) => text.some((one) => one.startsWith(word)));
  };
  const order = ({ object }: SearchResult) => wanted.indexOf(object);
  return hits.filter(fits).sort((one, other) => order(one) - order(other));
}
