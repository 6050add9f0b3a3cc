import type { CompiledObject } from '#server/records/compile-object.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { textsOf } from '#shared/fields/entries.ts';
import { foldText } from '#shared/filter/fold-text.ts';

/** A record that was found. */
export interface Hit {
  object: CompiledObject;
  record: AnyRecord;
}

/** Most characters of a subtitle. */
const LONGEST_SUBTITLE = 120;

/** Best first: the very id or value, then titles that begin with the text, then words that do, those of titles before others; of equals the newest. */
export function rankHits(hits: readonly Hit[], q: string): Hit[] {
  const wanted = foldText(q);
  return hits
    .map((hit) => ({ hit, rank: rankOf(hit, wanted), at: hit.record.updated_at }))
    .sort((a, b) => a.rank - b.rank || (a.at < b.at ? 1 : -1))
    .map(({ hit }) => hit);
}

function rankOf({ object, record }: Hit, wanted: string): number {
  if (String(record.id) === wanted.replace(/^#/, '')) return 0;
  const texts = object.searchFields.flatMap((field) => textsOf(record[field]).map(foldText));
  const title = foldText(String(record[object.title] ?? ''));
  if (texts.includes(wanted)) return 1;
  if (title.startsWith(wanted)) return 2;
  const hasWord = (text: string) => ` ${text}`.includes(` ${wanted}`);
  if (hasWord(title)) return 3;
  return texts.some(hasWord) ? 4 : 5;
}

export interface SearchResult {
  object: string;
  id: number;
  title: string;
  subtitle: string;
}

export function toResult({ object, record }: Hit): SearchResult {
  const parts = object.subtitle.map((name) => asText(object, name, record[name])).filter((text) => text !== '');
  const subtitle = parts.join(' · ').slice(0, LONGEST_SUBTITLE);
  return { object: object.name, id: record.id, title: String(record[object.title] ?? ''), subtitle };
}

/** A value as it stands below a title: options by their label. */
function asText(object: CompiledObject, name: string, value: unknown): string {
  const option = object.fields[name]?.options?.find((one) => one.value === value);
  return String(option?.label ?? value ?? '');
}
