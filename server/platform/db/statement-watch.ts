import type { Log } from '#server/platform/log.ts';
import type { Tracing } from '#server/platform/tracing/traced.ts';
import type { BatchStatement } from './batch-query.ts';

/** Called when a message to PostgreSQL leaves; what comes back is called when it is answered. */
export type StatementWatch = (of: {
  backendPid: number;
  requestId: string | undefined;
}) => (statements: readonly BatchStatement[], error: Error | null) => void;

export interface StatementWatchOptions {
  log: Log;
  /** From how many ms on a message is worth a line in the log; 0: never. */
  slowMs: number;
  tracing: Tracing | null;
}

/** Writes slow statements to the log, with the request and the process of PostgreSQL that worked on them, and traces all. */
export function watchStatements({ log, slowMs, tracing }: StatementWatchOptions): StatementWatch {
  return ({ backendPid, requestId }) => {
    const began = performance.now();
    const traced = tracing?.begin('postgresql', { 'db.system.name': 'postgresql' });
    return (statements, error) => {
      const ms = performance.now() - began;
      traced?.(error, { 'db.query.text': textOf(statements) });
      if (slowMs > 0 && ms >= slowMs)
        log.warn({ requestId, backendPid, ms: Math.round(ms), sql: textOf(statements) }, 'slow statements');
    };
  };
}

/** Statements as they were sent; values travel apart from them, so none stands in it. */
function textOf(statements: readonly BatchStatement[]): string {
  return statements.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim()).join('; ');
}
