import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { pageQuery } from '#web/api/queries.ts';
import type { ListParams } from '#web/api/records.ts';
import { PAGE } from './use-rows.ts';

/** Rows by which a list grows whose end nobody has counted. */
const MORE = 2000;

/** How many rows a list has. Where the server stopped counting it grows as one comes near its end, until that is found. */
export function useCount(object: ObjectName, params: ListParams, page: Page<unknown> | undefined) {
  const client = useQueryClient();
  const key = JSON.stringify(params);
  const [grown, setGrown] = useState({ key, count: 0, isEnd: false });
  const counted = page?.total ?? 0;
  const known = grown.key === key ? grown : { key, count: 0, isEnd: false };
  const count = page?.total_capped ? Math.max(counted, known.count) : counted;
  const isOpen = page?.total_capped === true && !known.isEnd;
  const onView = useCallback(
    (last: number) => {
      if (!isOpen || last < count - 2 * PAGE) return;
      const at = Math.floor(last / PAGE) + 1;
      const read = client.getQueryData(pageQuery(object, params, at).queryKey);
      if (read?.next_cursor === null) setGrown({ key, count: (at - 1) * PAGE + read.data.length, isEnd: true });
      else if (read) setGrown({ key, count: count + MORE, isEnd: false });
    },
    [isOpen, count, client, object, params, key],
  );
  return { count, isOpen, onView };
}
