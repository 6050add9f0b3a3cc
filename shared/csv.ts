/**
 * What a spreadsheet would take for a formula: a sign of one, also in its wide form, behind whatever a spreadsheet passes over.
 * Text that begins with an apostrophe is counted in, so that reading takes away exactly what writing has put there.
 */
const ACTIVE = /^(?:'|[\t\r]|[\s\p{C}\p{Z}"`]*[=+\-@|＝＋－＠﹢﹣﹦﹫⁺⁻⁼−])/u;

/** Text as it stands in a cell: what could be a formula has an apostrophe before it, as spreadsheets mark text. */
export function guardText(text: string): string {
  return ACTIVE.test(text) ? `'${text}` : text;
}

/** The text that `guardText` was given. */
export function unguardText(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** A line of CSV as RFC 4180 has it. Every cell stands in quotes: so it stays one cell whatever separator is expected. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\r\n`;
}
