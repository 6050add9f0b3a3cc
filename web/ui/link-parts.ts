export interface TextPart {
  /** Where the part begins. */
  at: number;
  text: string;
  /** Where it leads, when it is an address. */
  href?: string;
}

// Bounded and anchored, so that long texts cost no more than their length.
const addresses =
  /(?<![\p{L}\d])(?:https?:\/\/|www\.)[^\s<>"“”]+|(?<![\p{L}\d.!#$%&'*+/=?^_`{|}~-])[\w.+%-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/giu;

/** A text in parts: web and email addresses, and what stands between them. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(addresses)) {
    const found = withoutTail(match);
    const href = hrefOf(found);
    if (!href) continue;
    if (index > end) parts.push({ at: end, text: text.slice(end, index) });
    parts.push({ at: index, text: found, href });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ at: end, text: text.slice(end) });
  return parts;
}

/** Punctuation at the end belongs to the sentence, and a bracket that is not opened in the address to one around it. */
function withoutTail(found: string): string {
  const open = { ')': unopened(found, '(', ')'), ']': unopened(found, '[', ']'), '}': unopened(found, '{', '}') };
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? '';
    if (last === ')' || last === ']' || last === '}') {
      if (open[last] <= 0) break;
      open[last] -= 1;
    } else if (!/[.,;:!?'’*_…-]/.test(last)) break;
  }
  return found.slice(0, end);
}

/** How many brackets more are closed than opened. */
function unopened(text: string, opening: string, closing: string): number {
  return text.split(closing).length - text.split(opening).length;
}

function hrefOf(found: string): string | undefined {
  if (/^(https?:|www\.)/i.test(found)) {
    const url = /^www\./i.test(found) ? `https://${found}` : found;
    return URL.canParse(url) && /^https?:\/\/[^/]*[\p{L}\d]/iu.test(url) ? url : undefined;
  }
  return found.includes('@') ? `mailto:${found}` : undefined;
}
