/** One promise, measured. */
export interface Figure {
  fault: string;
  name: string;
  value: string;
  /** What is promised. */
  reach: string;
  ok: boolean;
}

/** Figures of one fault. */
export function figuresOf(fault: string) {
  return {
    /** Something that must not happen. */
    none: (name: string, found: number): Figure => ({
      fault,
      name,
      value: found.toLocaleString('en'),
      reach: '0',
      ok: found === 0,
    }),
    /** Milliseconds; on a machine that is busy with other things `patience` times as many are let pass. */
    within: (name: string, ms: number, { most, patience }: { most: number; patience: number }): Figure => ({
      fault,
      name,
      value: seconds(ms),
      reach: `≤ ${seconds(most)}${patience > 1 ? ` × ${patience.toFixed(1)}` : ''}`,
      ok: ms <= most * patience,
    }),
    atLeast: (name: string, value: number, least: number): Figure => ({
      fault,
      name,
      value: short(value),
      reach: `≥ ${short(least)}`,
      ok: value >= least,
    }),
    atMost: (name: string, value: number, most: number): Figure => ({
      fault,
      name,
      value: short(value),
      reach: `≤ ${short(most)}`,
      ok: value <= most,
    }),
    /** For information. */
    info: (name: string, value: string | number): Figure => ({
      fault,
      name,
      value: typeof value === 'number' ? value.toLocaleString('en') : value,
      reach: '',
      ok: true,
    }),
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** As a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ fault, name, value, reach, ok }) => [
    fault,
    name,
    value,
    reach,
    reach ? (ok ? 'ok' : '**MISS**') : '',
  ]);
  const all = [['fault', 'figure', 'value', 'reach', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function seconds(ms: number): string {
  return ms < 100 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function short(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2);
}
