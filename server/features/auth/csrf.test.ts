import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { App } from '#server/platform/context.ts';
import { isCrossSite } from './cross-site.ts';
import { isCsrfToken, issueCsrfToken } from './csrf.ts';
import { safeNextPath } from './next-path.ts';

const app = { secretKey: randomBytes(32), settings: { baseUrl: 'https://crm.example.com' } } as App;
const session = randomBytes(32);

describe('CSRF tokens', () => {
  it('belong to one session and look different each time', () => {
    const [one, other] = [issueCsrfToken(app, session), issueCsrfToken(app, session)];
    expect(one).not.toBe(other);
    expect(isCsrfToken(app, session, one) && isCsrfToken(app, session, other)).toBe(true);
    expect(isCsrfToken(app, randomBytes(32), one)).toBe(false);
    expect(isCsrfToken({ ...app, secretKey: randomBytes(32) }, session, one)).toBe(false);
  });

  it('are refused when any character is another or missing', () => {
    const token = issueCsrfToken(app, session);
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(isCsrfToken(app, session, changed)).toBe(false);
    }
    for (const bad of ['', token.slice(1), `${token}A`, ` ${token}`, undefined, null, 1, [token], {}]) {
      expect(isCsrfToken(app, session, bad)).toBe(false);
    }
  });
});

describe('requests of other sites', () => {
  const crosses = (headers: Record<string, string>, host = 'localhost:8080') =>
    isCrossSite(app, { header: (name) => headers[name], host });

  it.each([
    [{}, false],
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080' }, true],
    [{ 'sec-fetch-site': '' }, true],
    [{ origin: 'http://localhost:8080' }, false],
    [{ origin: 'http://localhost:8081' }, true],
    [{ origin: 'http://localhost' }, true],
    [{ origin: 'https://crm.example.com' }, false],
    [{ origin: 'http://crm.example.com' }, true],
    [{ origin: 'https://crm.example.com.evil.example' }, true],
    [{ origin: 'null' }, true],
    [{ origin: '' }, true],
    [{ origin: 'file://localhost:8080' }, true],
    [{ origin: 'https://evil.example', referer: 'http://localhost:8080/' }, true],
    [{ referer: 'http://localhost:8080/leads?page=2' }, false],
    [{ referer: 'http://evil.example/http://localhost:8080/' }, true],
    [{ referer: 'http://localhost:8080@evil.example/' }, true],
  ] as [Record<string, string>, boolean][])('%j: %s', (headers, expected) => {
    expect(crosses(headers)).toBe(expected);
  });

  it('knows a host with the usual port as the one without', () => {
    expect(crosses({ origin: 'https://a.example' }, 'a.example:443')).toBe(false);
    expect(crosses({ origin: 'http://a.example' }, 'a.example:80')).toBe(false);
    expect(crosses({ origin: 'http://a.example' }, '')).toBe(true);
  });
});

describe('where to go after signing in', () => {
  it('keeps our own pages', () => {
    for (const path of ['/', '/leads', '/leads?status=NEW&page=2#top', '/leads/1', '/apiary']) {
      expect(safeNextPath(path)).toBe(path);
    }
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/\r\n/evil.example',
    '/login?next=/login',
    '/logout',
    '/api/leads.php',
    '',
    undefined,
    ['/leads'],
    `/${'a'.repeat(3000)}`,
  ])('sends %j to the start page', (next) => {
    expect(safeNextPath(next)).toBe('/');
  });
});
