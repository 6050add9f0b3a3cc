import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { percentile } from '#bench/faults/figure.ts';
import { median } from '#bench/measure.ts';
import { say } from '#bench/say.ts';
import type { Window } from './window.ts';

export interface LongList {
  /** Milliseconds from navigation to the first rows on the screen; with a browser that knows the app, and the very first time. */
  firstRows: number;
  coldRows: number;
  /** Milliseconds between two frames while the list is scrolled. */
  frameP95: number;
  longestFrame: number;
  frames: number;
  /** MB of the page's script memory after it all, and the most in between. */
  heap: number;
  mostHeap: number;
  /** Rows that were jumped to, each with its record at the end. */
  jumps: number;
}

const JUMP_EVERY_MS = 4000;
const WHEEL_PX = 240;

/** Opens the list of leads and scrolls it as a person in a hurry does: by the wheel, and now and then far down or up at once. */
export async function measureLongList(
  { context }: Window,
  { url, leads, seconds, runs }: { url: string; leads: number; seconds: number; runs: number },
): Promise<LongList> {
  const page = await context.newPage();
  await page.addInitScript(NOTE_FIRST_ROWS);
  const coldRows = await openList(page, url);
  const times: number[] = [];
  for (let run = 1; run <= runs; run += 1) times.push(await openList(page, url));
  say(`first rows: ${coldRows.toFixed(0)} ms, then ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
  const count = Number(await page.locator('[role=grid]').getAttribute('aria-rowcount')) - 1;
  if (count !== leads) throw new Error(`the list says that it has ${count} rows, but there are ${leads} leads`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const scrolled = await scrollList(page, devtools, seconds);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = await heapOf(devtools);
  await page.close();
  return { firstRows: median(times), coldRows, ...scrolled, heap, mostHeap: Math.max(heap, scrolled.mostHeap) };
}

/** Of the page's own clock, which begins with the navigation. */
const NOTE_FIRST_ROWS = `
  const look = () => {
    const row = document.querySelector('[role=grid] [role=rowgroup]:last-of-type [role=row]');
    if (row && row.textContent.trim()) requestAnimationFrame(() => { globalThis.firstRowsAt ??= performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

async function openList(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/leads`, { waitUntil: 'commit' });
  return Number(await page.evaluate(until('globalThis.firstRowsAt')));
}

async function scrollList(page: Page, devtools: CDPSession, seconds: number) {
  await page.locator('[role=grid]').hover();
  await page.evaluate(START_FRAMES);
  const end = performance.now() + seconds * 1000;
  let nextJump = performance.now() + JUMP_EVERY_MS / 2;
  let jumps = 0;
  let mostHeap = 0;
  while (performance.now() < end) {
    if (performance.now() >= nextJump) {
      nextJump += JUMP_EVERY_MS;
      jumps += 1;
      // Far apart, and the same places in every run.
      await page.evaluate(jumpTo((jumps * 0.37) % 1));
      mostHeap = Math.max(mostHeap, await heapOf(devtools));
    }
    await page.mouse.wheel(0, WHEEL_PX);
    await setTimeout(16);
  }
  const frames = (await page.evaluate('globalThis.frames_')) as number[];
  await page.evaluate(until(ROWS_ARE_THERE));
  if (frames.length < seconds) throw new Error(`the page drew ${frames.length} frames in ${seconds} s`);
  return {
    frameP95: percentile(frames, 0.95),
    longestFrame: Math.max(...frames),
    frames: frames.length,
    jumps,
    mostHeap,
  };
}

/** Waits for a value in the page, whose content policy keeps Playwright's own way of waiting out. */
const until = (expression: string) => `new Promise((resolve, reject) => {
  const giveUp = performance.now() + 60000;
  const ask = () => {
    const value = ${expression};
    if (value) resolve(value);
    else if (performance.now() > giveUp) reject(new Error('there are no rows'));
    else setTimeout(ask, 20);
  };
  ask();
})`;

const START_FRAMES = `
  globalThis.frames_ = [];
  let last = performance.now();
  const note = (now) => { globalThis.frames_.push(now - last); last = now; requestAnimationFrame(note); };
  requestAnimationFrame(note);
`;

const jumpTo = (share: number) => `{
  const grid = document.querySelector('[role=grid]');
  grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * ${share};
}`;

/** Where the scrolling ended there are records, far from the first one. */
const ROWS_ARE_THERE = `
  [...document.querySelectorAll('[role=grid] [role=rowgroup]:last-of-type [role=row]')]
    .some((row) => row.textContent.trim() && Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')) > 100)
`;

async function heapOf(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20;
}
