import { linkParts } from './link-parts.ts';

interface LinkedTextProps {
  text: string;
}

/** Text as it was typed, with its web and email addresses as links. */
export function LinkedText({ text }: LinkedTextProps) {
  return linkParts(text).map(({ at, text: part, href }) =>
    href ? (
      <a key={at} href={href} target="_blank" rel="noreferrer noopener">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
