import { describe, expect, it } from 'vitest';
import { layOut } from './layout-day.ts';

const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

describe('what is at the same time', () => {
  it('stands side by side, and alone over the whole width', () => {
    expect(layOut(spans([60, 120], [90, 150], [200, 260]))).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  it('uses a lane again as soon as it is free', () => {
    expect(layOut(spans([0, 60], [30, 120], [60, 90])).map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
    ]);
  });

  it('begins anew where one ends as the next begins', () => {
    expect(layOut(spans([0, 60], [60, 120])).map(({ lanes }) => lanes)).toEqual([1, 1]);
  });
});
