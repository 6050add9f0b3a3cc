import { ApiError } from '#web/api/client.ts';
import type { AnyRecord } from '#web/api/records.ts';

/** The record as somebody else has saved it, when that is why a save was refused. */
export function recordInTheWay(error: unknown): AnyRecord | null {
  if (!(error instanceof ApiError) || error.status !== 409) return null;
  const record = error.data as Partial<AnyRecord> | null | undefined;
  return typeof record?.version === 'number' ? (record as AnyRecord) : null;
}
