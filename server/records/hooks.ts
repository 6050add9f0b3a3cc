import type { FieldErrors } from '#shared/fields/input.ts';
import type { Work } from './change-set.ts';
import type { AnyRecord } from './record.ts';

/** What is special about one record type. Hooks run inside the unit of work; what they throw undoes it. */
export interface Hooks {
  /** Looks at what is about to be written; returns what is wrong with it. `before` is null on create. */
  beforeWrite?(work: Work, values: Readonly<Record<string, unknown>>, before: AnyRecord | null): Promise<FieldErrors>;
  /** Follows a write up. */
  afterWrite?(work: Work, after: AnyRecord, before: AnyRecord | null): Promise<void>;
}

export type HooksByObject = Readonly<Record<string, Hooks>>;

declare module '#server/platform/context.ts' {
  interface App {
    /** By object name; the list stands in `server/hooks.ts`. */
    readonly hooks: HooksByObject;
  }
}
