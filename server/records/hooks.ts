import type { Ctx } from '#server/platform/context.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is special about one record type. Hooks run inside the unit of work; what they throw undoes it. */
export interface Hooks {
  /** What the hooks do about one record touches no other that a caller may write beside it: in a batch they may run side by side. */
  sideBySide?: true;
  /** Values that follow from others, such as the probability of a stage. `values` are what the caller writes, `before` is null on create. */
  derive?(object: CompiledObject, values: Values, before: AnyRecord | null, now: Date): Values;
  /** Looks at what a caller writes, with what `derive` made of it; returns what is wrong by field. Not asked where the product itself writes, as in an undo. */
  check?(object: CompiledObject, values: Values, before: AnyRecord | null): FieldErrors;
  /** Looks at what is about to be written, by whomever, and at what the caller says besides fields; returns what is wrong with it. `before` is null on create. */
  beforeWrite?(work: Work, values: Values, before: AnyRecord | null): Promise<FieldErrors>;
  /** Follows a write up. */
  afterWrite?(work: Work, after: AnyRecord, before: AnyRecord | null): Promise<void>;
  /** Looks at a record that goes to the trash; what it throws keeps it out of there. */
  beforeRemove?(work: Work, record: AnyRecord): Promise<void>;
  /** Of records that an undo is about to take away again: the ids of those that others rely on by now. They stay. */
  keptOnUndo?(work: Work, ids: readonly number[]): Promise<readonly number[]>;
  /** Another record is about to take the place of one that goes, wherever it is referred to. */
  beforeReplace?(work: Work, record: AnyRecord, replacement: AnyRecord): Promise<void>;
  /** Records of the trash are about to be deleted for good. */
  beforePurge?(work: Work, ids: readonly number[]): Promise<void>;
  /** Once a unit of work in which any record of this object changed, however it did: adds statements to its commit. */
  atCommit?(work: Work): void;
  /** The same when it is committed. */
  afterCommit?(ctx: Ctx): void;
}

export type HooksByObject = Readonly<Record<string, Hooks>>;

declare module '#server/platform/context.ts' {
  interface App {
    /** By object name; the list stands in `server/hooks.ts`. */
    readonly hooks: HooksByObject;
  }
}
