import { expect, test } from 'vitest';
import { isNarrowed, readListSearch } from './list-search.ts';

const read = readListSearch('leads');

test('an address keeps search, page and the filters of its object', () => {
  expect(read({ search: 'acme', page: '2', status: 'NEW', owner_id: '3' })).toEqual({
    search: 'acme',
    page: 2,
    status: 'NEW',
    owner_id: '3',
  });
});

test('an address loses what means nothing', () => {
  expect(read({ search: '', page: '1', stage: 'PROPOSAL', nonsense: 'x', rating: undefined })).toEqual({});
  expect(read({ page: '-3' })).toEqual({});
  expect(read({ page: 'x' })).toEqual({});
});

test('an address keeps the order that was chosen', () => {
  expect(read({ sort: '-company' })).toEqual({ sort: '-company' });
  expect(read({ sort: '-created_at' })).toEqual({});
});

test('a page or an order alone does not narrow a list down', () => {
  expect(isNarrowed({ page: 4, sort: 'company' })).toBe(false);
  expect(isNarrowed({ rating: 'HOT' })).toBe(true);
});
