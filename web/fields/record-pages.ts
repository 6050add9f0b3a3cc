import { createContext, useContext } from 'react';

/** Names of the objects whose records have a page of their own, at `/<path>/<id>`. */
const RecordPages = createContext<ReadonlySet<string>>(new Set());

export const RecordPagesProvider = RecordPages.Provider;

export function useHasPage(object: string): boolean {
  return useContext(RecordPages).has(object);
}

/** The same for any object. */
export function useHasPages(): (object: string) => boolean {
  const pages = useContext(RecordPages);
  return (object) => pages.has(object);
}
