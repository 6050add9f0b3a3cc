import { expect, test } from 'vitest';
import type { ObjectDefinition } from '#shared/object.ts';
import { objects } from '#shared/objects/registry.ts';
import { defaultSort, nextSort, readSort, sortChoices } from './sort.ts';

const leads = objects.leads as unknown as ObjectDefinition;
const sources = objects.lead_sources as unknown as ObjectDefinition;
const opportunities = objects.opportunities as unknown as ObjectDefinition;

test('lists begin with what is newest, lead sources with their names', () => {
  expect(defaultSort(leads)).toBe('-created_at');
  expect(defaultSort(sources)).toBe('name');
});

test('an address keeps a sort that the list can do and that is not the usual one', () => {
  expect(readSort(leads, 'company')).toBe('company');
  expect(readSort(leads, '-company')).toBe('-company');
  expect(readSort(leads, 'created_at')).toBe('created_at');
  expect(readSort(leads, 'status,-company')).toBe('status,-company');
  for (const given of [
    '-created_at',
    'nonsense',
    '__proto__',
    'owner_id',
    '',
    '-',
    'company,owner_id',
    'company,status,rating,email',
    undefined,
    5,
  ]) {
    expect(readSort(leads, given)).toBe(undefined);
  }
  expect(readSort(sources, '-created_at')).toBe('-created_at');
});

test('choosing a field sorts by it, names from A and amounts from the greatest, and again the other way', () => {
  expect(nextSort(leads, '-created_at', 'company')).toBe('company');
  expect(nextSort(leads, 'company', 'company')).toBe('-company');
  expect(nextSort(leads, '-company', 'company')).toBe('company');
  expect(nextSort(opportunities, '-created_at', 'amount')).toBe('-amount');
});

test('each order has words', () => {
  expect(sortChoices(opportunities, ['name', 'lead_id', 'amount', 'created_at'])).toEqual([
    { value: 'name', label: 'Name, A to Z' },
    { value: '-name', label: 'Name, Z to A' },
    { value: '-amount', label: 'Amount, highest first' },
    { value: 'amount', label: 'Amount, lowest first' },
    { value: '-created_at', label: 'Created, newest first' },
    { value: 'created_at', label: 'Created, oldest first' },
  ]);
});
