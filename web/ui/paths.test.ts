import { expect, test } from 'vitest';
import { loginPath, safeNext } from './paths.ts';

const origin = 'https://crm.example';

test('signing in leads back to the page asked for, with its filters', () => {
  expect(safeNext('/leads?status=NEW&page=2', origin)).toBe('/leads?status=NEW&page=2');
});

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'leads',
  '/login?next=/leads',
])('signing in never leads elsewhere: %j', (next) => {
  expect(safeNext(next, origin)).toBe('/');
});

test('the sign-in page remembers where somebody was', () => {
  const { searchParams } = new URL(loginPath('/leads?search=a&b'), origin);
  expect(searchParams.get('next')).toBe('/leads?search=a&b');
  expect(loginPath('/')).toBe('/login');
});
