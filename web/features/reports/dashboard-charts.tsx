import { Button } from '@mantine/core';
import { IconChartHistogram, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Chart } from '#shared/charts.ts';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { t } from '#web/language/translate.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ChartCard } from './chart-card.tsx';
import type { Narrowing } from './narrow-chart.ts';
import classes from './reports.module.css';
import { useMayChange, useSaveCharts } from './use-dashboards.ts';

const ChartEditor = lazy(async () => ({ default: (await import('./chart-editor.tsx')).ChartEditor }));

interface DashboardChartsProps {
  dashboard: Dashboard;
  narrowing: Narrowing;
  /** A new chart is being made. */
  isAdding: boolean;
  onAdding: (isAdding: boolean) => void;
}

/** The charts of a dashboard in their grid. */
export function DashboardCharts({ dashboard, narrowing, isAdding, onAdding }: DashboardChartsProps) {
  const { charts, save } = useSaveCharts(dashboard);
  const mayChange = useMayChange(dashboard);
  const [edited, setEdited] = useState<number | null>(null);
  const close = () => {
    setEdited(null);
    onAdding(false);
  };
  const keep = (chart: Chart) =>
    edited === null ? save([...charts, chart], t('Chart added')) : save(charts.with(edited, chart), t('Chart saved'));
  const actionsOf = (at: number) => ({
    onEdit: () => setEdited(at),
    onMove: (to: number) => void save(moved(charts, at, to), t('Chart moved')),
    onRemove: () => void save(charts.toSpliced(at, 1), t('Chart removed')),
  });
  return (
    <>
      {charts.length === 0 && (
        <EmptyState
          icon={IconChartHistogram}
          title={t('No charts yet')}
          text={t('A chart counts records, or adds up what they are worth, by any of their fields.')}
        >
          {mayChange && (
            <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => onAdding(true)}>
              {t('Add the first chart')}
            </Button>
          )}
        </EmptyState>
      )}
      <ul className={`${classes.grid} ${classes.palette}`}>
        {keyed(charts).map(([key, chart], at) => (
          <ChartCard
            key={key}
            chart={chart}
            narrowing={narrowing}
            at={at}
            count={charts.length}
            actions={mayChange ? actionsOf(at) : undefined}
          />
        ))}
      </ul>
      {(isAdding || edited !== null) && (
        <Suspense>
          <ChartEditor chart={edited === null ? undefined : charts[edited]} onSave={keep} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function moved(charts: readonly Chart[], from: number, to: number): Chart[] {
  const chart = charts[from];
  return chart ? charts.toSpliced(from, 1).toSpliced(to, 0, chart) : [...charts];
}

/** Charts have no names of their own: what they say tells them apart, equal ones their order. */
function keyed(charts: readonly Chart[]): [string, Chart][] {
  const seen = new Map<string, number>();
  return charts.map((chart) => {
    const text = JSON.stringify(chart);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return [`${times} ${text}`, chart];
  });
}
