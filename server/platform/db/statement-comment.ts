import { isUsableId } from '#server/platform/http/request-id.ts';

/**
 * The comment that says which request a statement is for, in the form of sqlcommenter. It shows in pg_stat_activity and in the
 * log of PostgreSQL; first, as only the beginning of a long text does. Empty for what is no request.
 */
export function commentOf(requestId: string | undefined): string {
  return requestId && isUsableId(requestId) ? `/*request_id='${requestId}'*/ ` : '';
}
