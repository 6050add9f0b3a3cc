// @vitest-environment node
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { switchLanguage } from './current.ts';
import german from './de.json?raw';
import { said, saidErrors } from './said-by-server.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('fetch', async () => new Response(german));
  await switchLanguage('de');
});
afterAll(() => switchLanguage('en'));

test('a message of the server is said in the language of the page, its labels too', () => {
  expect(said('Email or password is wrong')).toBe('E-Mail oder Passwort ist falsch');
  expect(said('Close date is required')).toBe('Abschlussdatum ist ein Pflichtfeld');
  expect(said('Company must be at most 200 characters')).toBe('Firma darf höchstens 200 Zeichen lang sein');
});

test('labels in lower case, several labels, and messages inside messages are translated in turn', () => {
  expect(said('Source must be the id of an existing lead source')).toContain('(Lead-Quelle)');
  expect(said('Lead or Opportunity is required')).toBe('Lead oder Verkaufschance ist ein Pflichtfeld');
  expect(said('3 users have this role: name the one that takes its place, as ?replacement=<id>')).toContain(
    '3 Benutzer haben diese Rolle',
  );
});

test('a label of the tenant and a message nobody knows stay as they are', () => {
  expect(said('Lieblingsfarbe is required')).toBe('Lieblingsfarbe ist ein Pflichtfeld');
  expect(saidErrors({ a: 'Quite another thing' })).toEqual({ a: 'Quite another thing' });
});
