import pg from 'pg';

const { builtins } = pg.types;

/** Values as the product wants them: ids and amounts are numbers, dates and times stay the text that PostgreSQL sends. */
export function typeParser(oid: number): (value: string) => unknown {
  if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
  if (oid === builtins.TIMESTAMPTZ) return timestampToRfc3339;
  if (oid === builtins.DATE) return String;
  return pg.types.getTypeParser(oid, 'text') as (value: string) => unknown;
}

/** `2026-01-31 09:30:00.5+00` to `2026-01-31T09:30:00.5Z`; parsing into a Date would halve the throughput of lists. */
function timestampToRfc3339(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`;
}
