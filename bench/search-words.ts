import type pg from 'pg';

/** What to search for, and how many hits it has. */
export interface Word {
  text: string;
  hits: number;
}

export interface SearchWords {
  /** With 4 or more characters and about 200 hits. */
  usual: Word[];
  /** With more than 10,000 hits. */
  dense: Word[];
  /** Shorter than a trigram. */
  short: Word[];
}

const WANTED = 12;
const AROUND = { least: 150, most: 250 };
const DENSE = { least: 10_001, most: 60_000 };
/** Records whose words are tried. */
const SAMPLE = 400;

/** Picks words out of a tenant's own leads, always the same ones; `owner` sees behind the policies. */
export async function pickWords(owner: pg.Client, tenantId: number): Promise<SearchWords> {
  const { rows } = await owner.query<{ search_text: string }>(
    `select search_text from leads where tenant_id = $1 and deleted_at is null order by md5(id::text) limit ${SAMPLE}`,
    [tenantId],
  );
  const words: SearchWords = { usual: [], dense: [], short: [] };
  const tried = new Set<string>();
  for (const candidate of rows.flatMap((row) => candidatesOf(row.search_text))) {
    if (words.usual.length >= WANTED && words.dense.length >= 3) break;
    if (tried.has(candidate)) continue;
    tried.add(candidate);
    const hits = await countHits(owner, tenantId, candidate);
    const list = kindOf(hits, words);
    list?.push({ text: candidate, hits });
  }
  for (const text of ['qu', 'ox']) words.short.push({ text, hits: await countHits(owner, tenantId, text) });
  return words;
}

function kindOf(hits: number, words: SearchWords): Word[] | null {
  if (hits >= AROUND.least && hits <= AROUND.most && words.usual.length < WANTED) return words.usual;
  return hits >= DENSE.least && hits <= DENSE.most && words.dense.length < 3 ? words.dense : null;
}

/** What people type: the beginning of a name, and the end of the first name with the last one, as of company and contact. */
function candidatesOf(searchText: string): string[] {
  const [company = '', contact = ''] = searchText.split('\n');
  const [first = '', last = ''] = contact.split(' ');
  const starts = [...company.split(/[^a-z]+/), first, last].flatMap((word) => [word.slice(0, 4), word.slice(0, 6), word]);
  const across = [2, 3].map((length) => `${first.slice(-length)} ${last.slice(0, 5)}`);
  return [...across, ...starts].filter((word) => /^[a-z ]{4,}$/.test(word));
}

export async function countHits(owner: pg.Client, tenantId: number, text: string): Promise<number> {
  const { rows } = await owner.query<{ hits: number }>(
    `select count(*)::int as hits from leads where tenant_id = $1 and deleted_at is null and search_text like $2`,
    [tenantId, `%${text}%`],
  );
  return rows[0]?.hits ?? 0;
}
