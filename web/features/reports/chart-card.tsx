import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconChartBar,
  IconDots,
  IconFileTypeCsv,
  IconGripVertical,
  IconPencil,
  IconPhoto,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { type Chart, chartErrors } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import { useDefinitions } from '#web/records/use-definitions.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import { calendarNow } from './calendar-now.ts';
import { ChartBody } from './chart-body.tsx';
import { describeChart } from './chart-figures.ts';
import { downloadFigures } from './download-figures.ts';
import { downloadPicture } from './download-picture.ts';
import type { Narrowing } from './narrow-chart.ts';
import pictures from './pictures.module.css';
import classes from './reports.module.css';
import { useArrange } from './use-arrange.ts';
import { useChartData } from './use-chart-data.ts';

/** What can be done to a chart on its dashboard; nothing for those who only look. */
export interface ChartActions {
  onEdit: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

interface ChartCardProps {
  chart: Chart;
  narrowing: Narrowing;
  /** Its place, and how many there are. */
  at: number;
  count: number;
  actions?: ChartActions | undefined;
}

/** A chart on its dashboard. */
export function ChartCard(props: ChartCardProps) {
  const { chart, at, count, actions } = props;
  const definitions = useDefinitions();
  const errors = Object.values(chartErrors({ definitions, calendar: calendarNow() }, chart));
  const definition = definitions(chart.object);
  const { ref, handle, isOver, isDragged } = useArrange({ at, count, onMove: actions?.onMove });
  return (
    <li
      ref={ref}
      className={classes.card}
      data-width={chart.width}
      data-kind={chart.kind}
      data-over={isOver || undefined}
      data-dragged={isDragged || undefined}
    >
      {definition && errors.length === 0 ? (
        <Shown {...props} definition={definition} handle={handle} />
      ) : (
        <>
          <header className={classes.head}>
            <h2>{chart.title}</h2>
            {actions && <ChartMenu {...props} actions={actions} />}
          </header>
          <p className={classes.gone}>
            {definition
              ? t('This chart uses something that is not there any more, or not shown to you: {errors}', {
                  errors: errors.join('. '),
                })
              : t('What this chart counts is not shown to you.')}
          </p>
        </>
      )}
    </li>
  );
}

function Shown(
  props: ChartCardProps & { definition: ObjectDefinition; handle: ReturnType<typeof useArrange>['handle'] },
) {
  const { chart, narrowing, definition, actions, handle } = props;
  const [asTable, setAsTable] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  const { error, refetch, parts, shaped } = useChartData(chart, definition, narrowing);
  const hasTable = chart.kind !== 'number' && chart.kind !== 'table';
  const hasPicture = hasTable && !asTable;
  async function savePicture() {
    try {
      if (picture.current) await downloadPicture(picture.current, chart.title);
    } catch (failure) {
      notifyError(t('The picture could not be made'), failure as Error);
    }
  }
  return (
    <>
      <header className={classes.head}>
        {actions && handle && (
          <button
            type="button"
            className={classes.grip}
            {...handle}
            aria-label={t('Move {name}', { name: chart.title })}
          >
            <IconGripVertical size={14} aria-hidden="true" />
          </button>
        )}
        <div className={classes.titles}>
          <h2>{chart.title}</h2>
          <p>{describeChart(chart, definition)}</p>
        </div>
        {hasTable && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-pressed={asTable}
            aria-label={t('{name} as a table', { name: chart.title })}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          </ActionIcon>
        )}
        <ChartMenu {...props}>
          {hasPicture && shaped && (
            <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => void savePicture()}>
              {t('Download picture')}
            </Menu.Item>
          )}
          {shaped && (
            <Menu.Item
              leftSection={<IconFileTypeCsv size={15} />}
              onClick={() => downloadFigures(chart, definition, shaped.table)}
            >
              {t('Download CSV')}
            </Menu.Item>
          )}
        </ChartMenu>
      </header>
      <div className={classes.body} aria-busy={!shaped && !error}>
        {error && !shaped ? (
          <ErrorState title={t('The figures could not be loaded')} error={error} onRetry={() => void refetch()} />
        ) : shaped ? (
          <ChartBody {...{ chart, definition, shaped, parts, asTable }} pictureRef={picture} />
        ) : (
          <span className={pictures.waiting} />
        )}
      </div>
    </>
  );
}

function ChartMenu({ chart, at, count, actions, children }: ChartCardProps & { children?: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('Actions for {name}', { name: chart.title })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions && (
          <>
            <Menu.Item leftSection={<IconPencil size={15} />} onClick={actions.onEdit}>
              {t('Edit')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowLeft size={15} />}
              disabled={at === 0}
              onClick={() => actions.onMove(at - 1)}
            >
              {t('Move forward')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowRight size={15} />}
              disabled={at === count - 1}
              onClick={() => actions.onMove(at + 1)}
            >
              {t('Move back')}
            </Menu.Item>
          </>
        )}
        {children}
        {actions && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={actions.onRemove}>
            {t('Remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
