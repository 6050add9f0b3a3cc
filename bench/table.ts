import type { EngineResults } from './engine-table.ts';
import type { Measured } from './measure.ts';

export interface Figure {
  name: string;
  value: string;
  bound: string;
  ratio: string;
  /** What is to be reached; '' where the figure only informs. */
  reach: string;
  ok: boolean;
}

export interface Results extends EngineResults {
  measured: Record<string, Measured>;
  /** List SELECTs per second of the database alone. */
  databaseAlone: number;
  databaseAloneBy: string;
  /** MB; null where it cannot be read. */
  memory: number | null;
}

const MEMORY_MB = 250;

/** The figures of the issue, then those for information. */
export function figuresOf({ measured, databaseAlone, databaseAloneBy, memory }: Results): Figure[] {
  const of = (name: string): Measured => {
    const one = measured[name];
    if (!one) throw new Error(`${name} was not measured`);
    return one;
  };
  const atLeast = (name: string, [value, bound]: [number, number], reach: number): Figure => ({
    ...row(name, perSecond(value), perSecond(bound), value / bound),
    reach: `≥ ${reach}`,
    ok: value / bound >= reach,
  });
  const atMost = (name: string, [value, base]: [string, string], reach: number): Figure => {
    const ratio = of(value).p50 / of(base).p50;
    return { ...row(name, ms(of(value).p50), ms(of(base).p50), ratio), reach: `≤ ${reach}`, ok: ratio <= reach };
  };
  const info = (name: string, value: string): Figure => ({ name, value, bound: '', ratio: '', reach: '', ok: true });
  return [
    atLeast('list, 16 connections ÷ bare handler', [of('list').perSecond, of('bareList').perSecond], 0.75),
    atLeast('list, 2 server processes ÷ one', [of('workersList').perSecond, of('list').perSecond], 1.2),
    atLeast('create, 16 connections ÷ bare insert', [of('create').perSecond, of('bareCreate').perSecond], 0.4),
    atMost('list p50, big ÷ small tenant, 1 connection', ['listAlone', 'smallListAlone'], 1.5),
    atMost('list p50, big ÷ small tenant, 16 connections', ['list', 'smallList'], 1.5),
    atMost('search p50 ÷ list p50, 1 connection', ['searchAlone', 'listAlone'], 5),
    atMost('search p50 ÷ list p50, 16 connections', ['search', 'list'], 5),
    {
      ...info('server memory after the run', memory === null ? 'unknown' : `${memory.toFixed(0)} MB`),
      reach: `≤ ${MEMORY_MB} MB`,
      ok: memory !== null && memory <= MEMORY_MB,
    },
    row(
      `list, 16 connections ÷ database alone (${databaseAloneBy})`,
      perSecond(of('list').perSecond),
      perSecond(databaseAlone),
      of('list').perSecond / databaseAlone,
    ),
    info('search with over 10,000 hits, p50', ms(of('denseSearch').p50)),
    info('search for 2 characters, p50', ms(of('shortSearch').p50)),
    info('search on a small tenant, p50', ms(of('smallSearch').p50)),
    info('one lead, p50', ms(of('get').p50)),
    info('page 10,000 of the list, p50', ms(of('deepPage').p50)),
    info('/healthz, 16 connections', perSecond(of('health').perSecond)),
    info('sign-in, 4 connections', perSecond(of('signIn').perSecond)),
    info('list p99, 16 connections', ms(of('list').p99)),
    info('create p99, 16 connections', ms(of('create').p99)),
  ];
}

function row(name: string, value: string, bound: string, ratio: number): Figure {
  return { name, value, bound, ratio: ratio.toFixed(2), reach: '', ok: true };
}

function perSecond(value: number): string {
  return `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)}/s`;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
}

/** As a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, bound, ratio, reach, ok }) => [
    name,
    value,
    bound,
    ratio,
    reach,
    reach ? (ok ? 'ok' : '**MISS**') : '',
  ]);
  const all = [['figure', 'value', 'bound', 'ratio', 'reach', ''], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
