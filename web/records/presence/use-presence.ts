import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Visitor } from '#shared/api/presence.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { presenceKey, sayPresence } from '#web/api/presence.ts';
import { useObject } from '#web/records/use-object.ts';
import { useWork } from './use-work.ts';

/** The server forgets who has said nothing for 20 seconds. */
const BEAT_MS = 9000;
/** Nobody sees it when a tab that is alone goes a little late. */
const BEAT_ALONE_MS = 15_000;
/** Answers after which asking again is no use: signed out, not allowed, gone. */
const FINAL = [401, 403, 404];

/** Says that the record is open here, and what is done with it; answers who else has it open. A tab that is not looked at says goodbye. */
export function usePresence(object: ObjectName, id: number): readonly Visitor[] {
  const isKept = Object.hasOwn(useObject(object).fields, 'owner_id');
  const { doing = 'looking', field } = useWork(object, id) ?? {};
  const { data, isError, refetch } = useQuery({
    queryKey: presenceKey(object, id),
    queryFn: isKept ? ({ signal }) => sayPresence({ object, id }, { doing, field }, signal) : skipToken,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state: { data: others, error } }) => {
      if (error instanceof ApiError && FINAL.includes(error.status)) return false;
      return others?.length ? BEAT_MS : BEAT_ALONE_MS;
    },
    // Who types looks something up in another tab now and then.
    refetchIntervalInBackground: doing !== 'looking',
    refetchOnWindowFocus: 'always',
  });
  const said = useRef(`${doing} ${field}`);
  useEffect(() => {
    if (said.current === `${doing} ${field}`) return;
    said.current = `${doing} ${field}`;
    void refetch();
  }, [doing, field, refetch]);
  useGoodbye(isKept ? object : null, id, doing !== 'looking');
  return isError ? [] : (data ?? []);
}

function useGoodbye(object: ObjectName | null, id: number, isBusy: boolean): void {
  useEffect(() => {
    if (!object || isBusy) return;
    const hide = () => document.hidden && leave(object, id);
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, [object, id, isBusy]);
  useEffect(() => {
    if (!object) return;
    const go = () => leave(object, id);
    window.addEventListener('pagehide', go);
    return () => {
      window.removeEventListener('pagehide', go);
      go();
    };
  }, [object, id]);
}

function leave(object: ObjectName, id: number): void {
  sayPresence({ object, id }, { doing: 'left' }).catch(() => {});
}
