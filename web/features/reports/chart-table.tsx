import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import type { Node } from '#web/records/filter/list-filter-node.ts';
import { formatShare } from '#web/ui/format.ts';
import { type Figures, keyLabel, measureLabel } from './chart-figures.ts';
import { recordsBehind, recordsWith } from './drill-down.ts';
import type { Step } from './funnel-steps.ts';
import classes from './pictures.module.css';
import { RecordsLink } from './records-link.tsx';
import type { Shaped } from './shape-chart.ts';

interface ChartTableProps {
  chart: Chart;
  definition: ObjectDefinition;
  shaped: Shaped;
  parts: readonly Node[];
  figures: Figures;
}

/** The figures of a chart as a table; each leads to its records. */
export function ChartTable({ chart, definition, shaped, parts, figures }: ChartTableProps) {
  const { points, series, cells, split } = shaped;
  const write = (value: number | null | undefined) => (typeof value === 'number' ? figures.write(value) : '–');
  const rows = cells.map((row) => row.reduce((sum, { value }) => sum + (value ?? 0), 0));
  const isSummed = chart.measure !== 'average';
  return (
    <div className={classes.table}>
      <table>
        <caption className="visually-hidden">{chart.title}</caption>
        <thead>
          <tr>
            <th scope="col">{keyLabel(chart.by, definition)}</th>
            {series.map((one) => (
              <th key={String(one.value)} scope="col">
                {split ? one.label : measureLabel(chart, definition)}
              </th>
            ))}
            {split && isSummed && <th scope="col">{t('Total')}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point, at) => (
            <tr key={String(point.value)}>
              <th scope="row">{point.label}</th>
              {series.map((one, column) => (
                <td key={String(one.value)}>
                  <RecordsLink
                    object={definition.name}
                    filter={recordsBehind(definition, shaped, parts, { point, series: one })}
                    label={[point.label, one.label, write(cells[at]?.[column]?.value)].filter(Boolean).join(', ')}
                  >
                    {write(cells[at]?.[column]?.value)}
                  </RecordsLink>
                </td>
              ))}
              {split && isSummed && <td>{write(rows[at])}</td>}
            </tr>
          ))}
        </tbody>
        {isSummed && points.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t('Total')}</th>
              {series.map((one, column) => (
                <td key={String(one.value)}>{write(cells.reduce((sum, row) => sum + (row[column]?.value ?? 0), 0))}</td>
              ))}
              {split && <td>{write(rows.reduce((sum, value) => sum + value, 0))}</td>}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface FunnelTableProps extends Pick<ChartTableProps, 'chart' | 'definition' | 'parts' | 'figures'> {
  steps: readonly Step[];
}

/** The steps of a funnel as a table. */
export function FunnelTable({ chart, definition, parts, figures, steps }: FunnelTableProps) {
  return (
    <div className={classes.table}>
      <table>
        <caption className="visually-hidden">{chart.title}</caption>
        <thead>
          <tr>
            <th scope="col">{keyLabel(chart.by, definition)}</th>
            <th scope="col">{t('Came this far')}</th>
            <th scope="col">{t('Of the step before')}</th>
            <th scope="col">{t('Of the first step')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.label}>
              <th scope="row">{step.label}</th>
              <td>
                <RecordsLink
                  object={definition.name}
                  filter={recordsWith(parts, chart.by ?? '', step.values)}
                  label={`${step.label}, ${figures.write(step.value)}`}
                >
                  {figures.write(step.value)}
                </RecordsLink>
              </td>
              <td>{formatShare(step.ofBefore)}</td>
              <td>{formatShare(step.ofFirst)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
