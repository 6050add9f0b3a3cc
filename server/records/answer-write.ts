import { createHash } from 'node:crypto';
import type { Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import { failureReply } from '#server/platform/http/failure.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { AppError, appError, invalid } from '#shared/errors.ts';
import { inChangeSet, type Work } from './change-set.ts';

/**
 * Runs a unit of work and answers with what it returns, naming its change set in `X-Change-Set`. With an `Idempotency-Key` the
 * first answer is kept in the same transaction as the write, and retries get it again: whatever happens to the connection, a
 * key has one effect.
 */
export async function answerWrite(
  ctx: Ctx,
  input: Input,
  action: string,
  run: (work: Work) => Promise<Reply>,
): Promise<Reply> {
  const key = readKey(input);
  if (key === null) return (await inChangeSet(ctx, action, (work) => runNamed(work, run))).result;
  const request: KeyedRequest = { key, userId: ctx.user.id ?? 0, fingerprint: fingerprintOf(input) };
  try {
    const { result } = await inChangeSet(ctx, action, async (work) => {
      const earlier = await findAnswer(work.ctx, work.tx, request);
      if (earlier) return earlier;
      const reply = await runNamed(work, run);
      work.tx.atCommit(keepAnswer(ctx, request, reply));
      work.tx.atCommit(forgetOldAnswers(ctx));
      return reply;
    });
    return result;
  } catch (error) {
    if (isFinal(error)) await keepFailure(ctx, request, failureReply(error, input.requestId));
    throw error;
  }
}

interface KeyedRequest {
  key: string;
  userId: number;
  fingerprint: Buffer;
}

interface StoredAnswer extends Record<string, unknown> {
  fingerprint: Buffer;
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function runNamed(work: Work, run: (work: Work) => Promise<Reply>): Promise<Reply> {
  const reply = await run(work);
  if (work.recorded.length === 0) return reply;
  return { ...reply, headers: { ...reply.headers, 'x-change-set': String(await work.changeSetId()) } };
}

function readKey(input: Input): string | null {
  const key = input.header('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid({ 'Idempotency-Key': 'Idempotency-Key must have 1 to 255 visible ASCII characters' });
  }
  return key;
}

function fingerprintOf({ method, path, query, body, header }: Input): Buffer {
  try {
    const request = JSON.stringify([method, path, query, body, header('if-match') ?? null]);
    return createHash('sha256').update(request).digest();
  } catch {
    // A body can be parsed that is nested too deep to be written again.
    throw invalid({}, 'The body is nested too deep');
  }
}

/** The answer that this key has got already. The lock is held until the transaction ends, so that of two at once one waits for nothing. */
async function findAnswer(ctx: Ctx, tx: Tx, { key, userId, fingerprint }: KeyedRequest): Promise<Reply | null> {
  const lock = JSON.stringify([ctx.tenantId, userId, key]);
  const [[locked], [answer]] = await Promise.all([
    tx.query<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) as ok`),
    tx.query<StoredAnswer>(sql`
      select fingerprint, status, headers, body from idempotency_keys
      where tenant_id = ${ctx.tenantId} and user_id = ${userId} and key = ${key} and created_at > now() - interval '24 hours'`),
  ]);
  if (!locked?.ok) throw stillRunning();
  if (!answer) return null;
  if (!fingerprint.equals(answer.fingerprint)) {
    throw invalid({ 'Idempotency-Key': 'This key was used for another request: every request needs a new one' });
  }
  return { status: answer.status, text: answer.body, headers: { ...answer.headers, 'idempotent-replayed': 'true' } };
}

const RUNNING = 'A request with this Idempotency-Key is still running';

function stillRunning(): AppError {
  return appError('conflict', { message: RUNNING, retryAfter: 1 });
}

function keepAnswer(ctx: Ctx, { key, userId, fingerprint }: KeyedRequest, reply: Reply): Sql {
  const body = reply.text ?? JSON.stringify(reply.body);
  return sql`
    insert into idempotency_keys (tenant_id, user_id, key, fingerprint, status, headers, body)
    values (${ctx.tenantId}, ${userId}, ${key}, ${fingerprint}, ${reply.status ?? 200}, ${JSON.stringify(reply.headers ?? {})}::jsonb, ${body})
    on conflict (tenant_id, user_id, key) do update
    set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body, created_at = now()
    where idempotency_keys.created_at <= now() - interval '24 hours'`;
}

function forgetOldAnswers(ctx: Ctx): Sql {
  return sql`
    delete from idempotency_keys where tenant_id = ${ctx.tenantId} and created_at <= now() - interval '24 hours'`;
}

/** Refusals that a retry of the same request would meet again, as opposed to those that pass (limits, faults, a key in use). */
function isFinal(error: unknown): error is AppError {
  if (!(error instanceof AppError) || error.message === RUNNING) return false;
  if (Object.hasOwn(error.details.errors ?? {}, 'Idempotency-Key')) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 429;
}

async function keepFailure(ctx: Ctx, request: KeyedRequest, reply: Reply): Promise<void> {
  await ctx.app.db.write(ctx.tenantId, async (tx) => {
    await tx.query(keepAnswer(ctx, request, reply));
  });
}
