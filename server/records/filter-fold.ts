import { type Sql, sql } from '#server/platform/db/sql.ts';

/**
 * Writes what `foldText` makes of a column, so that SQL and the product compare alike.
 *
 * Plain ASCII, most of what there is, only loses its case. The rest goes the way of `foldText`: NFKD, marks away, lower
 * case, one sigma, single spaces. Marks and spaces are listed by code point, as Node knows them: the classes of
 * PostgreSQL's regular expressions depend on its version and locale. `lower` does too, so ASCII is lowered apart (a Turkish
 * locale would make `ı` of `I`) and the locale of the database serves the other letters only: any UTF-8 one, not plain `C`.
 */
export function foldedSql(column: Sql): Sql {
  const bare = sql`regexp_replace(normalize(${column}, NFKD) collate "C", ${marks()}, '', 'g')`;
  const lowered = sql`translate(lower(lower(${bare}) collate "default"), 'ς', 'σ') collate "C"`;
  const letters = sql`case when octet_length(${column}) = length(${column}) then lower(${column} collate "C") else ${lowered} end`;
  return sql`btrim(regexp_replace(${letters}, ${SPACES}, ' ', 'g'))`;
}

/** What `\s` is in JavaScript, but for the plain space. */
const SPACE = String.raw`\t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** What is not one plain space already: most texts have none of it, which makes this three times as fast as all spaces. */
const SPACES = `[ ${SPACE}]{2,}|[${SPACE}]`;

let marksPattern: string | null = null;

/** A class of all marks (`\p{M}`) as ranges of code points. */
function marks(): string {
  marksPattern ??= `[${rangesOf(/\p{M}/u).join('')}]+`;
  return marksPattern;
}

/** Where letters and marks are: the first three planes, and the variation selectors. */
const PLANES = [
  [0, 0x2ffff],
  [0xe0000, 0xe0fff],
] as const;

function rangesOf(pattern: RegExp): string[] {
  const ranges: string[] = [];
  for (const [first, last] of PLANES) {
    let start: number | null = null;
    for (let code = first; code <= last + 1; code += 1) {
      const hit = code <= last && pattern.test(String.fromCodePoint(code));
      if (hit) start ??= code;
      else if (start !== null) {
        ranges.push(`${escaped(start)}-${escaped(code - 1)}`);
        start = null;
      }
    }
  }
  return ranges;
}

function escaped(code: number): string {
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
