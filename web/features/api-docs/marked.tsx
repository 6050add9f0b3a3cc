/** Text in which what stands between backticks is code. */
export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text do not move
      <code key={at}>{part}</code>
    ) : (
      part
    ),
  );
}
