import type pg from 'pg';
import { likePattern } from '#server/records/search-text.ts';
import { foldText } from '#shared/filter/fold-text.ts';

/** What to search for, and how many hits it has. */
export interface Word {
  text: string;
  hits: number;
}

export interface SearchWords {
  /** With 4 or more characters and about 200 hits. */
  usual: Word[];
  /** With more than 10,000 hits; of a small tenant the word with most. */
  dense: Word[];
  /** Shorter than a trigram. */
  short: Word[];
}

const WANTED = { usual: 12, dense: 2 };
const AROUND = { least: 150, most: 280 };
const DENSE = { least: 10_001, most: 60_000 };
/** Records whose words are tried. */
const SAMPLE = 4000;

/** Picks words out of a tenant's own leads, always the same ones; `owner` sees behind the policies. */
export async function pickWords(owner: pg.Client, tenantId: number): Promise<SearchWords> {
  const { rows } = await owner.query<{ company: string; contact_name: string }>(
    `select company, contact_name from leads where tenant_id = $1 and deleted_at is null
     order by md5(id::text) limit ${SAMPLE}`,
    [tenantId],
  );
  const words: SearchWords = { usual: [], dense: [], short: ['qu', 'ox'].map((text) => ({ text, hits: 0 })) };
  let most: Word = { text: '', hits: 0 };
  // Half of the usual ones are one word, half are two, which cost the index more.
  const room = { one: WANTED.usual / 2, two: WANTED.usual / 2 };
  for (const text of new Set(rows.flatMap(candidatesOf))) {
    const kind = text.includes(' ') ? 'two' : 'one';
    if (room[kind] === 0 && words.dense.length === WANTED.dense) continue;
    const hits = await guessHits(owner, tenantId, text);
    if (hits > most.hits) most = { text, hits };
    if (hits >= AROUND.least && hits <= AROUND.most && room[kind] > 0) {
      room[kind] -= 1;
      words.usual.push({ text, hits });
    } else if (hits >= DENSE.least && hits <= DENSE.most && words.dense.length < WANTED.dense) {
      words.dense.push({ text, hits });
    }
    if (words.usual.length === WANTED.usual && words.dense.length === WANTED.dense) break;
  }
  if (words.dense.length === 0) words.dense.push(most);
  for (const word of [...words.usual, ...words.dense, ...words.short]) {
    word.hits = await countHits(owner, tenantId, word.text);
  }
  return words;
}

/** What people type: the beginning of a name, a name, a company's first two words, a first name's end with the last name. */
function candidatesOf({ company, contact_name: contact }: { company: string; contact_name: string }): string[] {
  const [firstOfCompany = '', secondOfCompany = ''] = company.split(/[^A-Za-z']+/);
  const [first = '', last = ''] = contact.split(' ');
  const names = [first, last, firstOfCompany].flatMap((word) => [word, word.slice(0, 5), word.slice(0, 4)]);
  const pairs = [`${firstOfCompany} ${secondOfCompany}`, `${first.slice(-2)} ${last.slice(0, 5)}`];
  return [...pairs, ...names].map(foldText).filter((word) => word.length >= 4);
}

/** By the product's index, which is quick. */
async function guessHits(owner: pg.Client, tenantId: number, text: string): Promise<number> {
  const { rows } = await owner.query<{ hits: number }>(
    'select count(*)::int as hits from leads where tenant_id = $1 and deleted_at is null and search_text like $2',
    [tenantId, likePattern(foldText(text))],
  );
  return rows[0]?.hits ?? 0;
}

/** By reading the searched fields themselves: what the product must answer. */
export async function countHits(owner: pg.Client, tenantId: number, text: string): Promise<number> {
  const { rows } = await owner.query<{ hits: number }>(
    `select count(*)::int as hits from leads where tenant_id = $1 and deleted_at is null
     and strpos(lower(concat_ws(chr(10), company, contact_name, email)), $2) > 0`,
    [tenantId, text],
  );
  return rows[0]?.hits ?? 0;
}
