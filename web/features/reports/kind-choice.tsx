import {
  type Icon,
  IconChartBar,
  IconChartDonut,
  IconChartLine,
  IconFilter2,
  IconNumber123,
  IconTable,
} from '@tabler/icons-react';
import { type ChartKind, chartKinds } from '#shared/charts.ts';
import { msg, t } from '#web/language/translate.ts';
import classes from './chart-editor.module.css';

const kinds: Readonly<Record<ChartKind, { label: string; icon: Icon }>> = {
  number: { label: msg('Number'), icon: IconNumber123 },
  bar: { label: msg('Bars'), icon: IconChartBar },
  column: { label: msg('Columns'), icon: IconChartBar },
  line: { label: msg('Line'), icon: IconChartLine },
  donut: { label: msg('Donut'), icon: IconChartDonut },
  funnel: { label: msg('Funnel'), icon: IconFilter2 },
  table: { label: msg('Table'), icon: IconTable },
};

interface KindChoiceProps {
  value: ChartKind;
  onChange: (kind: ChartKind) => void;
}

/** What a chart looks like. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  return (
    <fieldset className={classes.kinds}>
      <legend className={classes.label}>{t('Looks like')}</legend>
      {chartKinds.map((kind) => {
        const { label, icon: Icon } = kinds[kind];
        return (
          <label key={kind} className={classes.kind}>
            <input
              type="radio"
              name="kind"
              className="visually-hidden"
              value={kind}
              checked={kind === value}
              onChange={() => onChange(kind)}
            />
            <Icon size={18} stroke={1.6} aria-hidden="true" data-lies={kind === 'bar' || undefined} />
            {t(label)}
          </label>
        );
      })}
    </fieldset>
  );
}
