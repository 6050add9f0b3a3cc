/** An address to write to, or a number to call. */
export function ContactLink({ of, value }: { of: 'email' | 'phone'; value: string }) {
  const href = of === 'email' ? `mailto:${value}` : `tel:${value.replace(/[^+\d]/g, '')}`;
  return <a href={href}>{value}</a>;
}
