import { AppError } from '#shared/errors.ts';
import type { Operation } from './batch.ts';
import { inSavepoint, type Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';

/** An operation and its place in the batch. */
export interface Placed<T> {
  at: number;
  operation: T;
}

type Stretch = readonly Placed<Operation>[];

/** Operations in a row of which none depends on another: of one kind, each of another record. */
export function stretchesOf(work: Work, object: CompiledObject, operations: Stretch): Stretch[] {
  const { beforeWrite, afterWrite, beforeRemove, sideBySide } = work.ctx.app.hooks[object.name] ?? {};
  // Hooks look at the state of the tenant, so each must see what the operations before have changed.
  const isAlone = !sideBySide && Boolean(beforeWrite || afterWrite || beforeRemove);
  const stretches: Placed<Operation>[][] = [];
  let kind: string | null = null;
  let keys = new Set<unknown>();
  for (const one of operations) {
    const key = recordKeyOf(one.operation);
    if (isAlone || kind === null || kind !== kindOf(one.operation) || (key !== null && keys.has(key))) {
      stretches.push([]);
      keys = new Set();
    }
    kind = kindOf(one.operation);
    keys.add(key);
    stretches.at(-1)?.push(one);
  }
  return stretches;
}

/** Null: such operations are never run side by side. */
function kindOf({ op, match, data }: Operation): string | null {
  if (op !== 'upsert') return op;
  // One that changes what others are looked for by decides what they find.
  return match && !Object.hasOwn(data, match.field) ? `upsert ${match.field}` : null;
}

/** What no other operation of a stretch may have; null: anything goes, as new records have nothing in common. */
function recordKeyOf({ op, id, match }: Operation): unknown {
  if (op === 'create') return null;
  return op === 'upsert' ? String(match?.value).toLowerCase() : id;
}

interface Outcome<T> {
  at: number;
  outcome: T | AppError;
}

type Run<T> = (operation: Operation) => Promise<T>;

/** Runs a stretch side by side; without those that are refused once more; one by one where it does not show whose fault it is. */
export async function runStretch<T>(work: Work, stretch: Stretch, run: Run<T>): Promise<Outcome<T>[]> {
  const refused: Outcome<T>[] = [];
  let rest = stretch;
  while (rest.length > 1) {
    const settled = await runTogether(work, rest, run);
    if (!settled) break;
    const failed = settled.filter((one) => one.outcome instanceof AppError);
    if (failed.length === 0) return [...refused, ...settled];
    refused.push(...failed);
    rest = rest.filter(({ at }) => !failed.some((one) => one.at === at));
  }
  for (const { at, operation } of rest) refused.push({ at, outcome: await inSavepoint(work, () => run(operation)) });
  return refused;
}

/** A value that is taken may be another operation's of the same stretch. */
function isOwnFault(fault: unknown): boolean {
  return fault instanceof AppError && fault.status < 500 && fault.code !== 'conflict';
}

/** What became of each; where any was refused, nothing is written. Null: the database refused something. */
async function runTogether<T>(work: Work, stretch: Stretch, run: Run<T>): Promise<Outcome<T>[] | null> {
  let outcomes = null as Outcome<T>[] | null;
  await inSavepoint(work, async () => {
    const settled = await Promise.allSettled(stretch.map(({ operation }) => run(operation)));
    const faults = settled.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
    const unclear = faults.find((fault) => !isOwnFault(fault));
    if (unclear !== undefined) throw unclear;
    outcomes = settled.map((one, index) => ({
      at: stretch[index]?.at ?? 0,
      outcome: one.status === 'fulfilled' ? one.value : (one.reason as AppError),
    }));
    if (faults.length > 0) throw faults[0];
  });
  return outcomes;
}
