import { describe, expect, test } from 'vitest';
import { placeOf, scrolled, scrolledTo, scrollHeight, type TallScroll } from './tall-scroll.ts';

const begin = (rows: number): TallScroll => ({ whole: rows * 38, view: 800, offset: 0, top: 0 });

test('a list that fits is scrolled as it is', () => {
  const list = begin(1000);
  expect(scrollHeight(list.whole)).toBe(38_000);
  expect(scrolled(list, 5000)).toMatchObject({ offset: 0, top: 5000 });
  expect(placeOf(scrolledTo(list, 99_999))).toBe(37_200);
});

describe('a million rows', () => {
  const list = begin(1_000_000);
  const end = list.whole - list.view;

  test('are as tall as browsers take', () => {
    expect(scrollHeight(list.whole)).toBe(8_000_000);
  });

  test('by the wheel every row is passed, in order, and the browser is never asked to go beyond its ends', () => {
    let at = scrolledTo(list, 0);
    for (let turn = 0; turn < 70_000; turn += 1) {
      const before = placeOf(at);
      at = scrolled(at, Math.min(at.top + 600, 8_000_000 - list.view));
      const moved = placeOf(at) - before;
      if (before < end - 600) expect(moved).toBe(600);
      expect(at.top).toBeGreaterThanOrEqual(0);
      expect(at.top).toBeLessThanOrEqual(8_000_000 - list.view);
    }
    expect(placeOf(at)).toBe(end);
  });

  test('and back to the first', () => {
    let at = scrolledTo(list, end);
    for (let turn = 0; turn < 70_000; turn += 1) at = scrolled(at, Math.max(0, at.top - 600));
    expect(placeOf(at)).toBe(0);
  });

  test('by the thumb one lands where its place on the bar says', () => {
    const half = scrolled(list, 4_000_000);
    expect(placeOf(half) / list.whole).toBeCloseTo(0.5, 1);
    expect(placeOf(scrolled(list, 8_000_000 - list.view))).toBe(end);
  });

  test('any row can be gone to', () => {
    for (const row of [0, 1, 210_000, 500_000, 999_000]) {
      expect(placeOf(scrolledTo(list, row * 38))).toBe(Math.min(row * 38, end));
    }
  });
});
