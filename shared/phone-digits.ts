/** Fewest digits of what is taken for a phone number. */
export const FEWEST_DIGITS = 6;

/** The digits of a phone number without what differs from notation to notation: `+49 (0)30 1`, `0049 30 1`; empty when there are none. */
export function phoneDigits(text: string): string {
  return text.replaceAll(/\(0\)/g, '').replaceAll(/\D/g, '').replace(/^0+/, '');
}

/** Whether these digits are enough to tell numbers apart. */
export function isWholePhone(digits: string): boolean {
  return digits.length >= FEWEST_DIGITS;
}

/** Whether a text can be meant as a phone number. */
export function looksLikePhone(text: string): boolean {
  return /^[\d\s+()./-]+$/.test(text) && isWholePhone(phoneDigits(text));
}

/** Whether two numbers can be the same one, written with and without country and area. */
export function isSamePhone(a: string, b: string): boolean {
  const [short, long] = [phoneDigits(a), phoneDigits(b)].sort((one, other) => one.length - other.length);
  return short !== undefined && long !== undefined && isWholePhone(short) && long.endsWith(short);
}
