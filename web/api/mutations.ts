import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ObjectName, RecordTypes } from '#shared/objects/registry.ts';
import type { Written } from './client.ts';
import { createRecord, removeRecord, restoreRecord, updateRecord } from './records.ts';

export function useCreateRecord<K extends ObjectName>(object: K) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => createRecord(object, body),
    onSuccess: ({ data: record }) => {
      queries.setQueryData([object, 'record', record.id], record);
      void queries.invalidateQueries();
    },
  });
}

export function useUpdateRecord<K extends ObjectName>(object: K) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number } & Record<string, unknown>) => updateRecord(object, id, body),
    onSuccess: ({ data: record }: Written<RecordTypes[K]>) => {
      queries.setQueryData([object, 'record', record.id], record);
      void queries.invalidateQueries();
    },
  });
}

export function useRemoveRecord(object: ObjectName) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => removeRecord(object, id),
    onSuccess: (_, id) => {
      void queries.invalidateQueries({
        predicate: (query) => query.queryKey[2] !== id || query.queryKey[0] !== object,
      });
    },
  });
}

/** Undoes a deletion. */
export function useRestoreRecord<K extends ObjectName>(object: K) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => restoreRecord(object, id),
    onSuccess: ({ data: record }) => {
      queries.setQueryData([object, 'record', record.id], record);
      void queries.invalidateQueries();
    },
  });
}
