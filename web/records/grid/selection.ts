/** Which records of a list are chosen: some of them, or all that match. */
export interface Selection {
  ids: ReadonlySet<number>;
  all: boolean;
}

export const nothingChosen: Selection = { ids: new Set(), all: false };

export function isChosen({ ids, all }: Selection, id: number | undefined): boolean {
  return all || (id !== undefined && ids.has(id));
}

export function countChosen({ ids, all }: Selection, total: number): number {
  return all ? total : ids.size;
}

/** With records added or taken away; of all that match none can be taken away alone, so choosing begins anew. */
export function choose({ ids, all }: Selection, changed: readonly number[], isOn: boolean): Selection {
  const next = new Set(all ? [] : ids);
  for (const id of changed) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  return { ids: next, all: false };
}
