import { createContext, useContext } from 'react';
import type { Visitor } from '#shared/api/presence.ts';

/** Who else has the record of the page open. */
export const OthersHere = createContext<readonly Visitor[]>([]);

export function useOthersHere(): readonly Visitor[] {
  return useContext(OthersHere);
}
