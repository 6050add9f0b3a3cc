import { readdir } from 'node:fs/promises';

/** Of the 16 MB pieces that PostgreSQL's log comes in, 256 make one of its files of 4 GB. */
const IN_A_FILE = 256;

/** `00000001000000020000003F`: the history, the file and the piece. */
const NAME = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;

/** The names of all pieces in an archive, in order. */
export async function segmentsIn(wal: string): Promise<string[]> {
  const names = (await readdir(wal)).map((name) => name.replace(/\.gz$/, ''));
  return names.filter((name) => NAME.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
}

/** Where a piece stands in the log, whatever history it belongs to. */
export function numberOf(segment: string): number {
  const [, , file = '', piece = ''] = NAME.exec(segment) ?? [];
  return Number.parseInt(file, 16) * IN_A_FILE + Number.parseInt(piece, 16);
}

/** The first piece after `from` that is not there though a later one is, or that is needed up to `through`; null: none is missing. */
export function missingSegment(segments: readonly string[], from: string, through: string): string | null {
  const there = new Set(segments.map(numberOf));
  const last = Math.max(numberOf(through), ...there);
  for (let number = numberOf(from); number <= last; number += 1) {
    if (!there.has(number)) return nameOf(from.slice(0, 8), number);
  }
  return null;
}

function nameOf(history: string, number: number): string {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
  return `${history}${hex(Math.floor(number / IN_A_FILE))}${hex(number % IN_A_FILE)}`;
}
