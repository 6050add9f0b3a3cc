/** Fewest digits of what is taken for a phone number. */
const FEWEST = 6;

/** The digits of a phone number without what differs from notation to notation: `+49 (0)30 1`, `0049 30 1`; empty when there are none. */
export function phoneDigits(text: string): string {
  return text.replaceAll(/\(0\)/g, '').replaceAll(/\D/g, '').replace(/^0+/, '');
}

/** Whether a text can be meant as a phone number. */
export function looksLikePhone(text: string): boolean {
  return /^[\d\s+()./-]+$/.test(text) && phoneDigits(text).length >= FEWEST;
}

/** Whether two numbers can be the same one, written with and without country and area. */
export function isSamePhone(a: string, b: string): boolean {
  const [short, long] = [phoneDigits(a), phoneDigits(b)].sort((one, other) => one.length - other.length);
  return short !== undefined && long !== undefined && short.length >= FEWEST && long.endsWith(short);
}
