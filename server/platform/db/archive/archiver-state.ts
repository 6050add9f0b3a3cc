import type pg from 'pg';

/** How PostgreSQL gets on with bringing its log to the archive. */
export interface ArchiverState {
  /** Why it does not, since the last time that it did; null: it does. */
  failing: string | null;
  /** When it last did, RFC 3339. */
  last: string | null;
}

export async function archiverState(owner: pg.Client): Promise<ArchiverState> {
  const { rows } = await owner.query<{ mode: string; last: string | null; segment: string; failed: string | null }>(
    `select current_setting('archive_mode') as mode, last_failed_wal as segment,
            to_char(last_archived_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last,
            case when last_failed_time > coalesce(last_archived_time, '-infinity')
            then to_char(last_failed_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as failed
     from pg_stat_archiver`,
  );
  const { mode, last, segment, failed } = rows[0] ?? { mode: 'off', last: null, segment: '', failed: null };
  if (mode !== 'on') return { failing: 'the database was started without ARCHIVE_DIR: stop every process', last };
  return { failing: failed === null ? null : `the piece ${segment} of the log could not be kept at ${failed}`, last };
}
