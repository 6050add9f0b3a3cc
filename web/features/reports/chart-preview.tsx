import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import { ChartBody } from './chart-body.tsx';
import classes from './chart-editor.module.css';
import palette from './reports.module.css';
import { useChartData } from './use-chart-data.ts';

interface ChartPreviewProps {
  chart: Chart;
  definition: ObjectDefinition;
  /** What is wrong with it. */
  errors: readonly string[];
}

/** A chart as it will be. */
export function ChartPreview({ errors, ...rest }: ChartPreviewProps) {
  return (
    <section className={`${classes.preview} ${palette.palette}`} aria-label={t('Preview')}>
      <h3>{rest.chart.title}</h3>
      {errors.length > 0 ? <p>{errors.join('. ')}</p> : <Drawn {...rest} />}
    </section>
  );
}

function Drawn({ chart, definition }: Omit<ChartPreviewProps, 'errors'>) {
  const { error, parts, shaped } = useChartData(chart, definition, {});
  return (
    <div className={classes.drawn} aria-busy={!shaped}>
      {error && <p role="alert">{error.message}</p>}
      {shaped && <ChartBody {...{ chart, definition, shaped, parts }} asTable={false} />}
    </div>
  );
}
