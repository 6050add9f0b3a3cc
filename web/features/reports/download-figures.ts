import type { Chart } from '#shared/charts.ts';
import { csvLine, guardText } from '#shared/csv.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { keyLabel, measureLabel } from './chart-figures.ts';
import { downloadFile, fileName } from './download-file.ts';
import type { Shaped } from './shape-chart.ts';

/** Downloads the figures of a chart as CSV, with a mark by which spreadsheets know the encoding. */
export function downloadFigures(chart: Chart, definition: ObjectDefinition, shaped: Shaped): void {
  const text = `\uFEFF${figuresAsCsv(chart, definition, shaped)}`;
  downloadFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), fileName(chart.title, 'csv'));
}

/** A line for each point, a column for each series; figures with a decimal point, as the API writes them. */
export function figuresAsCsv(
  chart: Chart,
  definition: ObjectDefinition,
  { points, series, cells, split }: Shaped,
): string {
  const measure = measureLabel(chart, definition);
  const heads = series.map((one) => (split ? one.label : measure));
  const isOne = chart.by === undefined;
  const lines = [
    [...(isOne ? [] : [keyLabel(chart.by, definition)]), ...heads].map(guardText),
    ...points.map((point, at) => [
      ...(isOne ? [] : [guardText(point.label)]),
      ...series.map((_, one) => String(cells[at]?.[one]?.value ?? '')),
    ]),
  ];
  return lines.map(csvLine).join('');
}
