import '@mantine/core/styles/ColorSwatch.layer.css';
import '@mantine/charts/styles.layer.css';
import { BarChart, DonutChart, LineChart } from '@mantine/charts';
import type { Chart } from '#shared/charts.ts';
import type { Figures } from './chart-figures.ts';
import type { Shaped } from './shape-chart.ts';

interface ChartPictureProps {
  kind: Chart['kind'];
  shaped: Shaped;
  figures: Figures;
  /** What is measured, where there is nothing to split it by. */
  label: string;
  /** Opens the records behind a point. */
  onOpen: (point: number, series: number) => void;
}

const colors = Array.from({ length: 9 }, (_, at) => `var(--chart-${at + 1})`);
const still = { isAnimationActive: false };

/** Bars, columns, lines and rings, drawn by a library that only pages with charts load. */
export function ChartPicture(props: ChartPictureProps) {
  if (props.kind === 'donut') return <Donut {...props} />;
  return props.kind === 'line' ? <Lines {...props} /> : <Bars {...props} />;
}

function Bars(props: ChartPictureProps) {
  const { kind, shaped, onOpen } = props;
  const isBar = kind === 'bar';
  return (
    <BarChart
      {...shared(props)}
      type={shaped.split ? 'stacked' : 'default'}
      orientation={isBar ? 'vertical' : 'horizontal'}
      gridAxis={isBar ? 'y' : 'x'}
      maxBarWidth={44}
      barChartProps={{ margin: { top: 4, right: 8, bottom: 0, left: 0 } }}
      barProps={({ name }) => ({
        ...still,
        radius: shaped.split ? 0 : isBar ? [0, 3, 3, 0] : [3, 3, 0, 0],
        cursor: 'pointer',
        onClick: (_bar: unknown, point: number) => onOpen(point, Number(name)),
      })}
    />
  );
}

function Lines(props: ChartPictureProps) {
  return (
    <LineChart
      {...shared(props)}
      curveType="monotone"
      connectNulls={false}
      dotProps={{ r: 3 }}
      activeDotProps={{
        r: 5,
        cursor: 'pointer',
        // The library tells the point of the dot that was pressed.
        onClick: (_event: unknown, dot: unknown) => {
          const { index, dataKey } = dot as { index: number; dataKey: string };
          props.onOpen(index, Number(dataKey));
        },
      }}
      lineChartProps={{ margin: { top: 8, right: 12, bottom: 0, left: 0 } }}
      lineProps={still}
    />
  );
}

function Donut({ shaped, figures, onOpen }: ChartPictureProps) {
  const data = shaped.points.map(({ label }, at) => ({
    name: label,
    value: shaped.cells[at]?.[0]?.value ?? 0,
    color: colors[at % colors.length] ?? '',
  }));
  return (
    <DonutChart
      data={data}
      size={190}
      thickness={30}
      paddingAngle={1}
      strokeWidth={0}
      tooltipDataSource="segment"
      valueFormatter={figures.write}
      accessibilityLayer={false}
      pieProps={{ ...still, cursor: 'pointer', onClick: (_slice: unknown, at: number) => onOpen(at, 0) }}
    />
  );
}

function shared({ kind, shaped, figures, label }: ChartPictureProps) {
  const isBar = kind === 'bar';
  const data = shaped.points.map((point, at) => ({
    label: point.label,
    ...Object.fromEntries((shaped.cells[at] ?? []).map((cell, one) => [String(one), cell.value])),
  }));
  const series = shaped.series.map((one, at) => ({
    name: String(at),
    label: shaped.split ? one.label : label,
    color: colors[at % colors.length] ?? '',
  }));
  const longest = Math.max(0, ...shaped.points.map((point) => point.label.length));
  return {
    h: '100%',
    data,
    dataKey: 'label',
    series,
    accessibilityLayer: false,
    valueFormatter: figures.write,
    tickLine: 'none' as const,
    strokeDasharray: '0',
    withLegend: shaped.split !== null,
    legendProps: { verticalAlign: 'bottom' as const, height: 34 },
    xAxisProps: { tickMargin: 6, ...(isBar ? { tickFormatter: figures.short, tickCount: 4 } : { minTickGap: 12 }) },
    yAxisProps: isBar
      ? { width: Math.min(150, 16 + longest * 6.5), interval: 0 }
      : { width: 62, tickFormatter: figures.short, allowDecimals: false },
  };
}
