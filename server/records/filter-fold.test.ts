import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw, sql } from '#server/platform/db/sql.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import { foldedSql } from './filter-fold.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function foldInSql(texts: readonly string[]): Promise<string[]> {
  const rows = await database.db.global<{ folded: string }>(
    sql`select ${foldedSql(raw('"t"'))} as folded from unnest(${texts}::text[]) with ordinality as u("t", n) order by n`,
  );
  return rows.map((row) => row.folded);
}

describe('folding text in SQL', () => {
  it('gives what foldText gives, for every character that both sides know', async () => {
    const texts: string[] = [];
    for (let code = 1; code <= 0x10ffff; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/^[\p{L}\p{M}\p{N}\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]$/u.test(letter)) texts.push(`A${letter}b`);
    }
    const folded = await foldInSql(texts);
    const different = texts.filter((text, at) => folded[at] !== foldText(text));
    // Node may know letters of a newer Unicode than the server does.
    const [row] = await database.db.global<{ known: string[] }>(
      sql`select array(select t from unnest(${different}::text[]) as u(t) where unicode_assigned(t)) as known`,
    );
    expect(row?.known).toEqual([]);
  });

  it('gives what foldText gives for texts', async () => {
    const letter = fc.constantFrom(
      ...'aZ ÄßẞİIıΣσςΟΔΣ%_\\éé\u0301\u0327ﬁ½가각Ⅷ\u00a0\u2003\u1680\t\n\u{1d400}\u{1e900}ǅØŁ'.split(''),
      '😀',
      '👩‍👧',
    );
    const text = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join('').toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 50 }), async (texts) => {
        expect(await foldInSql(texts)).toEqual(texts.map(foldText));
      }),
      { numRuns: 40 },
    );
  });
});
