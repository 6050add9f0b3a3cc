// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { languageFor, onLanguageChange, switchLanguage } from './current.ts';
import { inSentence, t, tn } from './translate.ts';

vi.stubGlobal('document', { documentElement: {} });
afterEach(() => switchLanguage('en'));

test('English is what stands in the code, with its values', () => {
  expect(t('Save')).toBe('Save');
  expect(t('Delete {name}?', { name: 'A {name} & Co' })).toBe('Delete A {name} & Co?');
  expect([tn(1, '{n} lead', '{n} leads'), tn(2000, '{n} lead', '{n} leads')]).toEqual(['1 lead', '2,000 leads']);
  expect(inSentence('Lead source')).toBe('lead source');
});

test('another language comes from its file, with its plurals and its nouns', async () => {
  const drawn = vi.fn();
  const stop = onLanguageChange(drawn);
  const german = { Save: 'Speichern', '{n} leads': { one: '{n} Lead', other: '{n} Leads' }, '~nouns': 'capitalized' };
  vi.stubGlobal('fetch', async () => Response.json(german));
  await switchLanguage('de');
  expect([t('Save'), t('Cancel')]).toEqual(['Speichern', 'Cancel']);
  expect([tn(1, '{n} lead', '{n} leads'), tn(2000, '{n} lead', '{n} leads')]).toEqual(['1 Lead', '2.000 Leads']);
  expect(inSentence('Firma')).toBe('Firma');
  expect(drawn).toHaveBeenCalledOnce();
  stop();
});

test('a language whose file cannot be read leaves everything as it is', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await switchLanguage('de');
  expect(t('Save')).toBe('Save');
});

test('the language for a browser is the first of its own that there is', () => {
  expect(languageFor(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageFor(['fr'])).toBe('en');
});
