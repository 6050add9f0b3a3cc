import { isIPv6 } from 'node:net';

/**
 * The address that a client is counted by: an IPv4 address as it is, of an IPv6 address its /64, which is what one line gets,
 * so nobody escapes a limit by taking another of their own addresses.
 */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const address = ip.replace(/%.*$/, '');
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : ip;
}

/** Enough of an address to recognise a place, not a person: /24 of IPv4, /48 of IPv6. */
export function coarseAddress(ip: string): string {
  const key = addressKey(ip);
  if (key.endsWith('::/64')) return `${key.split(':').slice(0, 3).join(':')}::/48`;
  return key.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24');
}

function groupsOf(address: string): string[] {
  // The URL parser writes every spelling of an address in one way, dotted tails included.
  const canonical = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? address;
  const [head = '', tail] = canonical.split('::');
  const start = head ? head.split(':') : [];
  const end = tail ? tail.split(':') : [];
  return [...start, ...Array(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end];
}
