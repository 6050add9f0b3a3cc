import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import { call, type Written, write } from './client.ts';

interface DemoData {
  /** Demo records that are there. */
  records: number;
}

const path = '/api/v1/demo-data';

/** How many demo records there are; for admins. */
export function useDemoData(isAllowed: boolean) {
  return useQuery({
    queryKey: ['demo-data'],
    queryFn: async ({ signal }) => (await call<Success<DemoData>>(path, { signal })).data,
    enabled: isAllowed,
  });
}

/** Adds the demo records, or puts all of them into the trash. */
export function useChangeDemoData() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (method: 'POST' | 'DELETE'): Promise<Written<DemoData>> =>
      write(path, { method, ...(method === 'POST' && { body: {} }) }),
    onSuccess: () => void queries.invalidateQueries(),
  });
}
