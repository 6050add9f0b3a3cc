import type { Random } from '#server/features/seed/random.ts';

/** What people send who want to see a statement break: quotes, comments, other types, names, encodings, sizes. */
const texts = [
  "'",
  "''",
  '"',
  '\\',
  "' or '1'='1",
  '1; select pg_sleep(5)--',
  '1 union select null,null--',
  "') or 1=1--",
  '$$; drop table leads; --',
  '/**/',
  '%',
  '_',
  '%27',
  '%00',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff x',
  '\u202eabc',
  'ﬀ İ ı ß',
  '😀'.repeat(50),
  'x'.repeat(5000),
  '-1',
  '0',
  '1e400',
  '1e1',
  '0x10',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999999999999',
  '1.5',
  'NaN',
  'Infinity',
  '-0',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'tenant_id',
  'search_text',
  'password_hash',
  'custom',
  'id,tenant_id',
  '-id;select 1',
  'owner.password',
  'lead.company.tenant_id',
  '../../etc/passwd',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=cmd|calc',
  '2026-02-30',
  '0000-00-00',
  '99999-01-01',
  '2026-01-01T00:00:00+99:99',
  'infinity',
  '-infinity',
  'now',
  'Europe/Berlin',
  "UTC'; select 1--",
  'pg_catalog.pg_class',
  '(1,1)',
  '\r\nSet-Cookie: a=b',
  ' ',
  '',
];

const filters = [
  '{"field":"id","op":"=","value":"x"}',
  '{"field":"id","op":"in","value":[1,"2",null]}',
  '{"field":"created_at","op":"within","value":{"last":"9999999999d"}}',
  '{"field":"created_at","op":">","value":"infinity"}',
  '{"field":"tenant_id","op":"=","value":1}',
  '{"field":"__proto__","op":"=","value":1}',
  '{"field":"company","op":"= 1 or 1","value":1}',
  '{"field":"company\' or 1=1--","op":"=","value":1}',
  '{"field":"company","op":"contains","value":"%\\\\_\'"}',
  '{"field":"company","op":"contains","value":"a\\u0000"}',
  '{"field":"company","op":"=","value":"\\ud800"}',
  '{"field":"owner.name","op":"starts_with","value":"\'"}',
  '{"field":"owner.owner.owner.name","op":"=","value":"a"}',
  '{"field":"amount","op":"between","value":[1,"1e999"]}',
  '{"field":"amount","op":"=","value":1e308}',
  '{"field":"lead_id","op":"=","value":9223372036854775808}',
  '{"field":"tags","op":"has_any","value":["\'",1]}',
  `${'{"not":'.repeat(200)}{}${'}'.repeat(200)}`,
  `{"or":[${Array(150).fill('{"field":"id","op":"=","value":1}').join()}]}`,
  '{"and":[]}',
  '{"and":[null]}',
  '[]',
  '"',
];

const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  [[]],
  [1, 2],
  {},
  { a: 1 },
  { $ne: null },
  { toString: 1 },
  JSON.parse('{"__proto__":{"polluted":1}}'),
  { constructor: { prototype: { polluted: 1 } } },
];

/** A hostile text. */
export function hostileText(random: Random, name = ''): string {
  if (name === 'filter' && random.below(3) > 0) return random.pick(filters);
  return random.pick(texts);
}

/** A hostile value of JSON. */
export function hostileValue(random: Random): unknown {
  return random.below(2) === 0 ? random.pick(texts) : random.pick(values);
}

/** A value with one place of it made hostile: another value, a key too many, a key gone. */
export function spoiled(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.below(5) === 0) return hostileValue(random);
  if (Array.isArray(value)) return value.length === 0 ? [hostileValue(random)] : spoiledList(random, value);
  const keys = Object.keys(value);
  const copy: Record<string, unknown> = { ...value };
  const key = random.pick([...keys, 'none']);
  const turn = random.below(6);
  if (turn === 0) return JSON.parse(`{"${random.pick(['__proto__', 'constructor', 'tenant_id', 'id'])}":1}`);
  if (turn === 1) copy[random.pick(texts)] = hostileValue(random);
  else if (turn === 2) delete copy[key];
  else copy[key] = spoiled(random, copy[key]);
  return copy;
}

function spoiledList(random: Random, list: readonly unknown[]): unknown {
  const at = random.below(list.length);
  if (random.below(8) === 0) return Array(1001).fill(list[0]);
  return list.map((one, index) => (index === at ? spoiled(random, one) : one));
}
