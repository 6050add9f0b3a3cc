import { type Icon, IconActivity, IconCoins, IconTargetArrow } from '@tabler/icons-react';
import { type Chart, chartErrors } from '#shared/charts.ts';
import type { Definitions } from '#shared/filter/field-path.ts';
import { msg, t } from '#web/language/translate.ts';
import { calendarNow } from './calendar-now.ts';

/** A dashboard that is made in one click. */
export interface Template {
  name: string;
  text: string;
  icon: Icon;
  charts: (definitions: Definitions) => Chart[];
}

export const templates: readonly Template[] = [
  {
    name: msg('Sales'),
    text: msg('Pipeline by stage, forecast, what was won and by whom, how long it takes, and why deals are lost.'),
    icon: IconCoins,
    charts: salesCharts,
  },
  {
    name: msg('Lead generation'),
    text: msg('How far leads come, where they come from, and how many there are each month.'),
    icon: IconTargetArrow,
    charts: leadCharts,
  },
  {
    name: msg('Team activity'),
    text: msg('Calls, meetings, emails and notes by person and by week, and who has how much to do.'),
    icon: IconActivity,
    charts: activityCharts,
  },
];

/** The charts of a template as far as the person sees what they are about. */
export function chartsOf({ charts }: Template, definitions: Definitions): Chart[] {
  const reading = { definitions, calendar: calendarNow() };
  return charts(definitions).filter((chart) => Object.keys(chartErrors(reading, chart)).length === 0);
}

const within = (field: string, value: object) => ({ field, op: 'within', value });

function salesCharts(definitions: Definitions): Chart[] {
  const object = 'opportunities';
  const ended = (type: 'won' | 'lost') => {
    const options = definitions(object)?.fields.stage?.options ?? [];
    return { field: 'stage', op: 'in', value: options.filter((one) => one.type === type).map(({ value }) => value) };
  };
  const open = { field: 'closed_at', op: 'is_null' };
  const amount = { object, measure: 'sum', of: 'amount' } as const;
  const weighted = { object, measure: 'sum', of: 'weighted_amount' } as const;
  return [
    { title: t('Open pipeline'), ...amount, kind: 'number', filter: open, width: 1 },
    { title: t('Weighted pipeline'), ...weighted, kind: 'number', filter: open, width: 1 },
    {
      title: t('Won this month'),
      ...amount,
      kind: 'number',
      filter: { and: [ended('won'), within('closed_at', { this: 'month' })] },
      width: 1,
    },
    { title: t('Pipeline by stage'), ...amount, kind: 'bar', by: 'stage', filter: open, width: 1 },
    {
      title: t('Forecast by close month, weighted'),
      ...weighted,
      kind: 'column',
      by: 'close_date:month',
      filter: open,
      width: 2,
    },
    {
      title: t('Won by month and owner'),
      ...amount,
      kind: 'column',
      by: 'closed_at:month',
      split: 'owner_id',
      filter: { and: [ended('won'), within('closed_at', { last: '12m' })] },
      width: 2,
    },
    {
      title: t('Why deals are lost'),
      object,
      measure: 'count',
      kind: 'donut',
      by: 'lost_reason',
      filter: ended('lost'),
      width: 1,
    },
    {
      title: t('Days from first contact to won'),
      object,
      measure: 'average',
      of: 'days_to_close',
      kind: 'line',
      by: 'closed_at:month',
      filter: ended('won'),
      width: 3,
    },
  ];
}

function leadCharts(): Chart[] {
  const count = { object: 'leads', measure: 'count' } as const;
  return [
    {
      title: t('New leads this month'),
      ...count,
      kind: 'number',
      filter: within('created_at', { this: 'month' }),
      width: 1,
    },
    {
      title: t('Converted this month'),
      ...count,
      kind: 'number',
      filter: within('converted_at', { this: 'month' }),
      width: 1,
    },
    {
      title: t('Leads without an owner'),
      ...count,
      kind: 'number',
      filter: { field: 'owner_id', op: 'is_null' },
      width: 1,
    },
    { title: t('How far leads come'), ...count, kind: 'funnel', by: 'status', width: 2 },
    { title: t('Leads by rating'), ...count, kind: 'donut', by: 'rating', width: 1 },
    {
      title: t('Leads by month and source'),
      ...count,
      kind: 'column',
      by: 'created_at:month',
      split: 'source_id',
      width: 2,
    },
    { title: t('Leads by source'), ...count, kind: 'bar', by: 'source_id', width: 1 },
  ];
}

function activityCharts(): Chart[] {
  const count = { object: 'activities', measure: 'count' } as const;
  const recent = within('created_at', { last: '90d' });
  return [
    {
      title: t('Activities by person'),
      ...count,
      kind: 'bar',
      by: 'owner_id',
      split: 'type',
      filter: recent,
      width: 2,
    },
    { title: t('Activities by type'), ...count, kind: 'donut', by: 'type', filter: recent, width: 1 },
    {
      title: t('Activities by week'),
      ...count,
      kind: 'column',
      by: 'created_at:week',
      split: 'type',
      filter: recent,
      width: 2,
    },
    {
      title: t('Open tasks by person'),
      object: 'tasks',
      measure: 'count',
      kind: 'bar',
      by: 'owner_id',
      filter: { field: 'done', op: '=', value: false },
      width: 1,
    },
  ];
}
