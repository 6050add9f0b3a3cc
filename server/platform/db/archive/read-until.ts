import { BackupError } from '#server/platform/db/backup/backup-error.ts';

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)$/;

/** What `--until` says: a moment, or null for `latest`. A time zone must be given: an hour off is another database. */
export function readUntil(value: string, now: Date): Date | null {
  if (value === 'latest') return null;
  const until = new Date(TIME.test(value) ? value.replace(' ', 'T') : Number.NaN);
  if (Number.isNaN(until.getTime())) {
    throw new BackupError(
      `--until takes a time with its zone such as 2026-11-24T10:15:00Z or 2026-11-24T11:15+01:00, or latest, not "${value}"`,
    );
  }
  if (until > now) throw new BackupError(`--until ${value} is in the future: it is ${now.toISOString()} now`);
  return until;
}
