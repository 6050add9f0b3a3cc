import { Select } from '@mantine/core';
import type { Chart, ChartMeasure } from '#shared/charts.ts';
import { averagedFields, groupUnits } from '#shared/group-keys.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import classes from './chart-editor.module.css';
import { measureLabel, unitLabels } from './chart-figures.ts';
import { groupFields, keyOf, partsOfKey, summedFields } from './usual-chart.ts';

interface ObjectChoiceProps {
  known: readonly ObjectDefinition[];
  value: string;
  onChange: (definition: ObjectDefinition) => void;
}

export function ObjectChoice({ known, value, onChange }: ObjectChoiceProps) {
  return (
    <Select
      label={t('Records')}
      allowDeselect={false}
      data={known.map(({ name, label }) => ({ value: name, label: label[1] }))}
      value={value}
      onChange={(next) => {
        const definition = known.find(({ name }) => name === next);
        if (definition) onChange(definition);
      }}
    />
  );
}

interface ChoiceProps {
  chart: Chart;
  definition: ObjectDefinition;
}

/** What bars are as long as: how many, or sums and averages of the numbers that there are. */
export function MeasureChoice({
  chart,
  definition,
  onChange,
}: ChoiceProps & { onChange: (patch: Pick<Chart, 'measure' | 'of'>) => void }) {
  const choices: Pick<Chart, 'measure' | 'of'>[] = [
    { measure: 'count' },
    ...summedFields(definition).map((of) => ({ measure: 'sum' as const, of })),
    ...averagedFields(definition.fields).map((of) => ({ measure: 'average' as const, of })),
  ];
  const write = ({ measure, of = '' }: Pick<Chart, 'measure' | 'of'>) => `${measure}:${of}`;
  return (
    <Select
      label={t('Measure')}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: write(choice), label: measureLabel(choice, definition) }))}
      value={write(chart)}
      onChange={(next) => {
        const [measure, of] = (next ?? '').split(':');
        if (next) onChange({ measure: measure as ChartMeasure, ...(of && { of }) });
      }}
    />
  );
}

interface GroupChoiceProps extends ChoiceProps {
  label: string;
  part: 'by' | 'split';
  onChange: (key: string | undefined) => void;
}

/** A field to group by; days and moments with what they are cut to. */
export function GroupChoice({ label, part, chart, definition, onChange }: GroupChoiceProps) {
  const { field, unit } = partsOfKey(chart[part]);
  const other = partsOfKey(part === 'by' ? chart.split : chart.by).field;
  const isSplit = part === 'split';
  const names = groupFields(chart.kind, definition).filter(
    (name) => name !== other && !(isSplit && definition.allFields[name]?.kind === 'tags'),
  );
  return (
    <div className={classes.group}>
      <Select
        label={label}
        searchable
        clearable={isSplit}
        allowDeselect={isSplit}
        placeholder={isSplit ? t('Nothing') : undefined}
        data={names.map((name) => ({ value: name, label: definition.allFields[name]?.label ?? name }))}
        value={field || null}
        onChange={(next) => onChange(next ? keyOf(next, definition) : undefined)}
      />
      {unit && (
        <Select
          aria-label={t('{label}: cut to', { label })}
          allowDeselect={false}
          data={groupUnits.map((one) => ({ value: one, label: t(unitLabels[one]) }))}
          value={unit}
          onChange={(next) => next && onChange(keyOf(field, definition, next))}
        />
      )}
    </div>
  );
}
