import type { Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { translateError, UniqueViolation } from '#server/platform/db/errors.ts';
import { sql } from '#server/platform/db/sql.ts';
import { AppError } from '#shared/errors.ts';
import { type Viewer, viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import { objectsFor } from './definition.ts';
import { addToRollups, type RollupDeltas, writeRollups } from './rollup.ts';
import { keepUniqueValues, valueTaken } from './unique-values.ts';

type Values = Readonly<Record<string, unknown>>;

/** One change of one record. */
export interface Change {
  object: CompiledObject;
  recordId: number;
  action: 'create' | 'update' | 'delete' | 'restore';
  /** The fields that changed, as they were and as they are now. */
  before: Values | null;
  after: Values | null;
}

/** A unit of work: one transaction, whose changes are recorded and counted when it commits. */
export interface Work {
  ctx: Ctx;
  tx: Tx;
  viewer: Viewer;
  /** The change set that the unit's changes belong to; asked for first, it travels with the next statement. */
  changeSetId(): Promise<number>;
  /** Records a change that was written; `rowBefore` and `rowAfter` are the whole records, null where there is none, for what is kept beside them. */
  record(change: Change, rowBefore: Values | null, rowAfter: Values | null): Promise<void>;
  /** What was recorded so far; written and counted when the unit ends. */
  readonly recorded: Recorded[];
}

interface Recorded {
  change: Change;
  rowBefore: Values | null;
  rowAfter: Values | null;
}

export interface Outcome<T> {
  result: T;
  /** null when nothing changed. */
  changeSetId: number | null;
}

/** Runs a unit of work. Every write of records goes through here, whatever surface it comes from. */
export async function inChangeSet<T>(ctx: Ctx, action: string, run: (work: Work) => Promise<T>): Promise<Outcome<T>> {
  try {
    const viewer = await viewerOf(ctx);
    let touched: string[] = [];
    const outcome = await ctx.app.db.write(
      ctx.tenantId,
      async (tx) => {
        const { work, finish } = openWork({ ctx, tx, viewer }, action);
        const result = await run(work);
        const changeSetId = await finish();
        touched = [...new Set(work.recorded.map(({ change }) => change.object.name))];
        return { result, changeSetId };
      },
      ctx,
    );
    if (outcome.changeSetId !== null) ctx.app.db.announce(ctx.tenantId);
    for (const name of touched) ctx.app.hooks[name]?.afterCommit?.(ctx);
    return outcome;
  } catch (error) {
    throw error instanceof UniqueViolation ? await uniqueConflict(ctx, error) : error;
  }
}

/** Part of a unit of work that may fail alone: what it refuses, the client's fault, comes back and leaves no trace. */
export async function inSavepoint<T>(work: Work, run: () => Promise<T>): Promise<T | AppError> {
  // The change set must not be rolled back with the part that happens to ask for it first.
  await work.changeSetId();
  const savepoint = work.tx.query(sql`savepoint part`);
  savepoint.catch(() => {});
  const recorded = work.recorded.length;
  try {
    const result = await run();
    await work.tx.query(sql`release savepoint part`);
    return result;
  } catch (error) {
    const translated = translateError(error);
    const known = translated instanceof UniqueViolation ? await uniqueConflict(work.ctx, translated) : translated;
    if (!(known instanceof AppError) || known.status >= 500) throw error;
    work.recorded.length = recorded;
    await work.tx.query(sql`rollback to savepoint part`);
    return known;
  }
}

/** Rows of one statement, so that none runs long. */
const CHANGES_AT_ONCE = 5000;

function openWork({ ctx, tx, viewer }: Pick<Work, 'ctx' | 'tx' | 'viewer'>, action: string) {
  let changeSet: Promise<number> | null = null;
  const recorded: Recorded[] = [];
  const work: Work = {
    ctx,
    tx,
    viewer,
    recorded,
    changeSetId: () => {
      changeSet ??= insertChangeSet(ctx, tx, action);
      return changeSet;
    },
    record: (change, rowBefore, rowAfter) => {
      recorded.push({ change, rowBefore, rowAfter });
      return keepUniqueValues(work, { ...change, before: rowBefore, after: rowAfter });
    },
  };
  const finish = async (): Promise<number | null> => {
    if (recorded.length === 0) return null;
    const id = await work.changeSetId();
    const changes = recorded.map(({ change }) => change);
    for (let at = 0; at < changes.length; at += CHANGES_AT_ONCE) {
      tx.atCommit(insertChanges(ctx, id, changes.slice(at, at + CHANGES_AT_ONCE)));
    }
    const rollups = writeRollups(ctx, deltasOf(recorded));
    if (rollups) tx.atCommit(rollups);
    for (const name of new Set(changes.map(({ object }) => object.name))) ctx.app.hooks[name]?.atCommit?.(work);
    return id;
  };
  return { work, finish };
}

function deltasOf(recorded: readonly Recorded[]): RollupDeltas {
  const deltas: RollupDeltas = new Map();
  for (const { change, rowBefore, rowAfter } of recorded) {
    if (rowBefore) addToRollups(deltas, change.object, rowBefore, -1);
    if (rowAfter) addToRollups(deltas, change.object, rowAfter, 1);
  }
  return deltas;
}

async function insertChangeSet(ctx: Ctx, tx: Tx, action: string): Promise<number> {
  const [row] = await tx.query<{ id: number }>(sql`
    insert into change_sets (tenant_id, action, user_id, via, request_id)
    values (${ctx.tenantId}, ${action}, ${ctx.user.id}, ${ctx.via}, ${ctx.requestId}) returning id`);
  if (!row) throw new Error('the change set was not written');
  return row.id;
}

function insertChanges(ctx: Ctx, changeSetId: number, changes: readonly Change[]) {
  const rows = changes.map(({ object, recordId, action, before, after }) => ({
    object: object.name,
    record_id: recordId,
    action,
    before,
    after,
  }));
  return sql`
    insert into changes (tenant_id, change_set_id, object, record_id, action, before, after, user_id, via)
    select ${ctx.tenantId}, ${changeSetId}, object, record_id, action, before, after, ${ctx.user.id}::bigint, ${ctx.via}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(object text, record_id bigint, action text, before jsonb, after jsonb)`;
}

/** The index that was hit is named `<object>_<field>`. */
async function uniqueConflict(ctx: Ctx, violation: UniqueViolation): Promise<Error> {
  for (const object of (await objectsFor(ctx)).values()) {
    for (const [field, { unique }] of Object.entries(object.fields)) {
      if (unique && violation.constraint === `${object.name}_${field}`) return valueTaken(object, [field], violation);
    }
  }
  return violation;
}
