import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, type Ref, Suspense } from 'react';
import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { listPath } from '#web/fields/record-link.tsx';
import { t, tn } from '#web/language/translate.ts';
import type { Node } from '#web/records/filter/list-filter-node.ts';
import { figuresOf, measureLabel } from './chart-figures.ts';
import { ChartTable, FunnelTable } from './chart-table.tsx';
import { recordsBehind, recordsWith } from './drill-down.ts';
import { FunnelPicture } from './funnel-picture.tsx';
import { funnelSteps, type Step } from './funnel-steps.ts';
import classes from './pictures.module.css';
import { RecordsLink, recordsSearch } from './records-link.tsx';
import type { Shaped } from './shape-chart.ts';

// On its way while the figures still are.
const picture = import('./chart-picture.tsx');
const ChartPicture = lazy(async () => ({ default: (await picture).ChartPicture }));

export interface ChartBodyProps {
  chart: Chart;
  definition: ObjectDefinition;
  shaped: { picture: Shaped; table: Shaped };
  parts: readonly Node[];
  /** The figures themselves instead of a picture of them. */
  asTable: boolean;
  /** Where the picture is, for exports. */
  pictureRef?: Ref<HTMLDivElement>;
}

/** What a chart shows, as a picture or as a table. */
export function ChartBody(props: ChartBodyProps) {
  const { chart, definition, shaped, parts, asTable, pictureRef } = props;
  const navigate = useNavigate();
  const figures = figuresOf(chart, definition);
  const { picture, table } = shaped;
  const open = (filter: string | undefined) =>
    void navigate({ to: listPath(chart.object), search: recordsSearch(filter) });
  if (chart.kind === 'number') return <BigNumber {...props} />;
  if (picture.points.length === 0) return <p className={classes.nothing}>{t('No records here yet')}</p>;
  if (chart.kind === 'funnel') {
    const steps = funnelSteps(picture, definition.allFields[picture.by?.field ?? '']);
    if (asTable) return <FunnelTable {...{ chart, definition, parts, figures, steps }} />;
    const openStep = (step: Step) => open(recordsWith(parts, chart.by ?? '', step.values));
    return (
      <Drawn {...{ chart, pictureRef }} count={steps.length}>
        <FunnelPicture steps={steps} figures={figures} onOpen={openStep} />
      </Drawn>
    );
  }
  if (asTable || chart.kind === 'table')
    return <ChartTable {...{ chart, definition, parts, figures }} shaped={table} />;
  return (
    <Drawn {...{ chart, pictureRef }} count={picture.points.length}>
      <div className={chart.kind === 'donut' ? classes.ring : classes.drawn}>
        <Suspense fallback={<span className={classes.waiting} />}>
          <ChartPicture
            kind={chart.kind}
            shaped={picture}
            figures={figures}
            label={measureLabel(chart, definition)}
            onOpen={(point, series) =>
              open(
                recordsBehind(definition, picture, parts, {
                  point: picture.points[point],
                  series: picture.series[series],
                }),
              )
            }
          />
        </Suspense>
        {chart.kind === 'donut' && <Legend shaped={picture} write={figures.write} />}
      </div>
    </Drawn>
  );
}

interface DrawnProps extends Pick<ChartBodyProps, 'chart' | 'pictureRef'> {
  count: number;
  children: ReactNode;
}

/** A picture is one thing for screen readers; its figures are in the table. */
function Drawn({ chart, count, pictureRef, children }: DrawnProps) {
  const values = tn(count, '{n} value', '{n} values');
  const label = t('{title}, a picture of {values}; the table has the figures', { title: chart.title, values });
  return (
    <div ref={pictureRef} role="img" aria-label={label} className={classes.picture}>
      {children}
    </div>
  );
}

function BigNumber({ chart, definition, shaped, parts }: ChartBodyProps) {
  const figures = figuresOf(chart, definition);
  const cell = shaped.picture.cells[0]?.[0];
  return (
    <div className={classes.number}>
      <RecordsLink object={definition.name} filter={recordsBehind(definition, shaped.picture, parts, {})}>
        {cell?.value == null ? '–' : figures.write(cell.value)}
      </RecordsLink>
      {chart.measure !== 'count' && cell && <p>{tn(cell.count, 'of {n} record', 'of {n} records')}</p>}
    </div>
  );
}

function Legend({ shaped, write }: { shaped: Shaped; write: (value: number) => string }) {
  return (
    <ul className={classes.legend}>
      {shaped.points.map(({ label, value }, at) => (
        <li key={String(value)} data-legend={label}>
          <i data-color={at + 1} aria-hidden="true" />
          <span title={label}>{label}</span>
          <b>{write(shaped.cells[at]?.[0]?.value ?? 0)}</b>
        </li>
      ))}
    </ul>
  );
}
