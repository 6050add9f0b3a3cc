import { expect, test } from 'vitest';
import { readDecimal, separatorsOf, writeDecimal } from './decimal-text.ts';

const english = separatorsOf('en');
const german = separatorsOf('de');
const french = separatorsOf('fr');
const swiss = separatorsOf('de-CH');

test.each([
  ['1250', english, '1250'],
  ['1,250.50', english, '1250.50'],
  ['1,250,000', english, '1250000'],
  ['12,5', english, '12.5'],
  ['1.250,50', german, '1250.50'],
  ['1.250', german, '1250'],
  ['1250.50', german, '1250.50'],
  ['1250,5', german, '1250.5'],
  ['1 250,50', french, '1250.50'],
  ["1'250.50", swiss, '1250.50'],
  ['1’250.50', swiss, '1250.50'],
])('an amount is read as it is written in the language: %s', (typed, separators, expected) => {
  expect(readDecimal(typed, separators)).toBe(expected);
});

test('what is no amount stays as typed, so that the field says what is wrong', () => {
  expect(readDecimal('1,25,0', english)).toBe('1,25,0');
  expect(readDecimal('abc', german)).toBe('abc');
});

test('an amount survives being shown and read again', () => {
  for (const locale of ['en', 'de', 'fr', 'de-CH', 'en-IN', 'ar-EG', 'pl']) {
    for (const value of ['0', '999', '1250.50', '9999999999999.99']) {
      expect(Number(readDecimal(writeDecimal(value, locale), separatorsOf(locale)))).toBe(Number(value));
    }
  }
});
