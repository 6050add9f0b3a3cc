import '@mantine/core/styles/Drawer.layer.css';
import { Button, Drawer, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Chart, chartErrors, chartWidths } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { msg, t } from '#web/language/translate.ts';
import { screens } from '#web/objects/screens.ts';
import { FilterButton, FilterChips } from '#web/records/filter/filter-chips.tsx';
import { useDefinitions } from '#web/records/use-definitions.ts';
import { useReturnFocus } from '#web/ui/use-return-focus.ts';
import { useIsPhone } from '#web/ui/use-screen.ts';
import { calendarNow } from './calendar-now.ts';
import { GroupChoice, MeasureChoice, ObjectChoice } from './chart-choices.tsx';
import classes from './chart-editor.module.css';
import { describeChart } from './chart-figures.ts';
import { ChartPreview } from './chart-preview.tsx';
import { KindChoice } from './kind-choice.tsx';
import { fitting, splitKinds, usualChart } from './usual-chart.ts';

/** Objects whose lists a chart can lead to. */
const charted = [...Object.keys(screens), 'activities'] as ObjectName[];

const widths = { 1: msg('Small'), 2: msg('Medium'), 3: msg('Wide') } as const;

interface ChartEditorProps {
  /** The chart to change; without one a new chart is made. */
  chart?: Chart | undefined;
  /** Whether it could be saved. */
  onSave: (chart: Chart) => Promise<boolean>;
  onClose: () => void;
}

/** Puts a chart together, shown as it will be with every choice. */
export function ChartEditor({ chart: given, onSave, onClose }: ChartEditorProps) {
  const definitions = useDefinitions();
  const isPhone = useIsPhone();
  useReturnFocus();
  const known = charted.flatMap((name) => definitions(name) ?? []);
  const [chart, setChart] = useState<Chart | null>(() => given ?? (known[0] ? usualChart(known[0]) : null));
  const [isSaving, setIsSaving] = useState(false);
  const definition = chart && definitions(chart.object);
  if (!chart || !definition) return null;
  const titled = { ...chart, title: chart.title.trim() || describeChart(chart, definition).slice(0, 80) };
  const change = (patch: Partial<Chart>) => setChart(fitting({ ...chart, ...patch }, definition));
  const errors = Object.values(chartErrors({ definitions, calendar: calendarNow() }, titled));
  async function save() {
    setIsSaving(true);
    if (await onSave(titled)) onClose();
    else setIsSaving(false);
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isPhone ? '100%' : 520}
      title={given ? t('Edit chart') : t('New chart')}
      closeButtonProps={{ 'aria-label': t('Close') }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      transitionProps={{ duration: 120 }}
      classNames={{ title: classes.title, header: classes.header }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <ChartPreview chart={titled} definition={definition} errors={errors} />
          <KindChoice value={chart.kind} onChange={(kind) => change({ kind })} />
          <ObjectChoice
            known={known}
            value={chart.object}
            onChange={(next) => setChart({ ...usualChart(next), title: chart.title, width: chart.width })}
          />
          <MeasureChoice chart={chart} definition={definition} onChange={change} />
          {chart.kind !== 'number' && (
            <GroupChoice
              label={t('By')}
              part="by"
              chart={chart}
              definition={definition}
              onChange={(by) => change({ by })}
            />
          )}
          {splitKinds.includes(chart.kind) && (
            <GroupChoice
              label={t('Split by')}
              part="split"
              chart={chart}
              definition={definition}
              onChange={(split) => change({ split })}
            />
          )}
          <ChartFilter chart={chart} definition={definition} onChange={(filter) => change({ filter })} />
          <TextInput
            label={t('Title')}
            maxLength={80}
            placeholder={describeChart(chart, definition)}
            value={chart.title}
            onChange={(event) => setChart({ ...chart, title: event.currentTarget.value })}
          />
          <div>
            <p className={classes.label}>{t('Width')}</p>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={t('Width')}
              data={chartWidths.map((width) => ({ value: String(width), label: t(widths[width]) }))}
              value={String(chart.width)}
              onChange={(next) => change({ width: Number(next) as Chart['width'] })}
            />
          </div>
        </Stack>
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isSaving} disabled={errors.length > 0}>
            {t('Save')}
          </Button>
        </Group>
      </form>
    </Drawer>
  );
}

interface ChartFilterProps {
  chart: Chart;
  definition: ObjectDefinition;
  onChange: (filter: Chart['filter']) => void;
}

/** The filter of lists, for a chart. */
function ChartFilter({ chart, definition, onChange }: ChartFilterProps) {
  const hasFilter = chart.filter !== undefined && Object.keys(chart.filter).length > 0;
  const shared = {
    definition,
    search: hasFilter ? { filter: JSON.stringify(chart.filter) } : {},
    onSearch: ({ filter }: { filter?: string | undefined }) => onChange(filter ? JSON.parse(filter) : undefined),
  };
  return (
    <div className={classes.filter}>
      <p className={classes.label}>{t('Only records that')}</p>
      <FilterChips {...shared} />
      <FilterButton {...shared} />
    </div>
  );
}
