import type { Call } from './document.ts';

/** What somebody has filled in for a call. */
export interface Filled {
  /** By the parameter's place and name: `path id`. */
  values: Readonly<Record<string, string>>;
  body: string;
}

/** A call as it goes over the line. */
export interface Request {
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Puts what was filled in into the call; what is empty is left out. */
export function requestOf(call: Call, { values, body }: Filled): Request {
  const given = call.parameters.flatMap((one) => {
    const value = values[`${one.in} ${one.name}`]?.trim() ?? '';
    return value === '' ? [] : [{ ...one, value }];
  });
  const at = (place: string) => given.filter((one) => one.in === place);
  const path = at('path').reduce(
    (text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(value)),
    call.path,
  );
  const query = new URLSearchParams(at('query').map(({ name, value }): [string, string] => [name, value])).toString();
  return {
    path: query ? `${path}?${query}` : path,
    headers: Object.fromEntries(at('header').map(({ name, value }) => [name, value])),
    ...(call.requestBody && body.trim() && { body }),
  };
}

/** The call as a line for a shell. */
export function asCurl(call: Call, { path, headers, body }: Request, origin: string): string {
  const lines = [
    `curl ${call.method === 'GET' ? '' : `-X ${call.method} `}${quoted(origin + path)}`,
    `-H ${quoted('Cookie: PHPSESSID=…')}`,
    ...(call.method === 'GET' ? [] : [`-H ${quoted('X-CSRF-Token: …')}`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-H ${quoted('Content-Type: application/json')}`, `-d ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The call as a page of the product would make it. */
export function asFetch(call: Call, { path, headers, body }: Request): string {
  const all: Record<string, string> = { ...headers };
  if (call.method !== 'GET') all['X-CSRF-Token'] = '…';
  if (body !== undefined) all['Content-Type'] = 'application/json';
  const options = [
    ...(call.method === 'GET' ? [] : [`method: '${call.method}'`]),
    ...(Object.keys(all).length === 0 ? [] : [`headers: ${JSON.stringify(all, null, 2).replaceAll('\n', '\n  ')}`]),
    ...(body === undefined ? [] : [`body: JSON.stringify(${body.replaceAll('\n', '\n  ')})`]),
  ];
  const second = options.length === 0 ? '' : `, {\n  ${options.join(',\n  ')},\n}`;
  return `const response = await fetch('${path.replaceAll("'", '%27')}'${second});\nconst answer = await response.json();`;
}
