import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { pageQuery } from '#web/api/queries.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import type { RowWindow } from './use-tall-scroll.ts';

/** Records of a page, as the API gives them when not told otherwise. */
export const PAGE = 50;
/** Milliseconds that one must stay somewhere before it is read: dragging the thumb through a million rows reads none of them. */
const REST = 70;

/** The records of a list by their place in it. Only pages that are seen are read; those left behind are soon forgotten. */
export function useRows(object: ObjectName, params: ListParams, { first, end }: Pick<RowWindow, 'first' | 'end'>) {
  const client = useQueryClient();
  const pages = useRested(pageOf(first), pageOf(Math.max(first, end - 1)));
  const queries = useQueries({ queries: pages.map((page) => pageQuery(object, params, page)) });
  const read = new Map(pages.map((page, at) => [page, queries[at]?.data?.data as readonly AnyRecord[] | undefined]));
  const recordAt = (row: number): AnyRecord | undefined => {
    const page = pageOf(row);
    const records = read.get(page) ?? client.getQueryData(pageQuery(object, params, page).queryKey)?.data;
    return records?.[row % PAGE] as AnyRecord | undefined;
  };
  /** Reads a stretch of rows that may not be on screen. */
  const readRows = useCallback(
    async (from: number, to: number): Promise<AnyRecord[]> => {
      const numbers = Array.from({ length: pageOf(to) - pageOf(from) + 1 }, (_, at) => pageOf(from) + at);
      const answers = await Promise.all(numbers.map((page) => client.ensureQueryData(pageQuery(object, params, page))));
      const records = answers.flatMap((answer) => answer.data as unknown as AnyRecord[]);
      return records.slice(from % PAGE, (from % PAGE) + to - from + 1);
    },
    [client, object, params],
  );
  return { recordAt, readRows };
}

function pageOf(row: number): number {
  return Math.floor(row / PAGE) + 1;
}

/** The pages from `first` to `last`: near the ones before at once, far from them when one has stopped there. */
function useRested(first: number, last: number): number[] {
  const [rested, setRested] = useState({ first, last });
  const isNear = first <= rested.last + 1 && last >= rested.first - 1;
  useEffect(() => {
    if (isNear) {
      setRested({ first, last });
      return;
    }
    const timer = setTimeout(() => setRested({ first, last }), REST);
    return () => clearTimeout(timer);
  }, [first, last, isNear]);
  const shown = isNear ? { first, last } : rested;
  return Array.from({ length: shown.last - shown.first + 1 }, (_, at) => shown.first + at);
}
