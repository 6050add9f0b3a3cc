import type { FieldErrors } from '#shared/fields/input.ts';

/** What every call of the API answers around its data. */
export interface Success<T> {
  success: true;
  data: T;
}

export interface Page<T> extends Success<T[]> {
  /** Records that match, on all pages. */
  total: number;
  /** There are more than `total`: no more were counted. */
  total_capped?: true;
  /** On `/api/v1`: where the next page begins, null at the end. */
  next_cursor?: string | null;
  page: number;
  per_page: number;
}

export interface Failure {
  success: false;
  message: string;
  errors?: FieldErrors;
  /** Seconds; on 429. */
  retry_after?: number;
  /** On 5xx: names the request in the server's log. */
  request_id?: string;
  /** On 409: the record as it is now. */
  data?: unknown;
}
