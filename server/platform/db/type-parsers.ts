import pg from 'pg';

const { builtins } = pg.types;

/** The type bigint[], which the driver has no name for. */
const INT8_LIST = 1016;

/** Values as the product wants them: ids and amounts are numbers, dates and times stay the text that PostgreSQL sends. */
export function typeParser(oid: number): (value: string) => unknown {
  if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
  if (oid === builtins.TIMESTAMPTZ) return timestampToRfc3339;
  if (oid === builtins.DATE) return String;
  if (oid === INT8_LIST) return idList;
  return pg.types.getTypeParser(oid, 'text') as (value: string) => unknown;
}

/** `{1,2}` to `[1, 2]`. */
function idList(value: string): number[] {
  return value === '{}' ? [] : value.slice(1, -1).split(',').map(Number);
}

/** `2026-01-31 09:30:00.5+00` to `2026-01-31T09:30:00.5Z`; parsing into a Date would halve the throughput of lists. */
function timestampToRfc3339(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`;
}
