import { expect, test } from 'vitest';
import { type Chart, chartErrors, chartKinds } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objects } from '#shared/objects/registry.ts';
import { calendarNow } from './calendar-now.ts';
import { chartsOf, templates } from './templates.ts';
import { fitting, groupFields, keyOf, splitKinds, usualChart } from './usual-chart.ts';

const definitions = (name: string) =>
  Object.hasOwn(objects, name) ? (Reflect.get(objects, name) as ObjectDefinition) : undefined;
const reading = { definitions, calendar: calendarNow() };

test('every chart of every template is one that the API takes', () => {
  for (const template of templates) {
    const charts = template.charts(definitions);
    expect(charts.map((chart) => [chart.title, chartErrors(reading, chart)])).toEqual(
      charts.map(({ title }) => [title, {}]),
    );
    expect(chartsOf(template, definitions)).toEqual(charts);
  }
});

test('who sees no opportunities gets no charts of them', () => {
  const fewer = (name: string) => (name === 'opportunities' ? undefined : definitions(name));
  expect(templates.map((template) => chartsOf(template, fewer).length)).toEqual([0, 7, 4]);
});

test('whatever is chosen, the editor makes a chart that the API takes', () => {
  for (const name of ['leads', 'opportunities', 'activities', 'tasks', 'contacts', 'companies']) {
    const definition = definitions(name) as ObjectDefinition;
    for (const kind of chartKinds) {
      for (const field of groupFields(kind, definition)) {
        const chart = fitting(
          { ...usualChart(definition), title: 'x', kind, by: keyOf(field, definition), split: 'owner_id' } as Chart,
          definition,
        );
        expect([name, kind, field, chartErrors(reading, chart)]).toEqual([name, kind, field, {}]);
        if (!splitKinds.includes(kind)) expect(chart.split).toBeUndefined();
      }
      expect(chartErrors(reading, fitting({ ...usualChart(definition), title: 'x', kind: kind }, definition))).toEqual(
        {},
      );
    }
  }
});
