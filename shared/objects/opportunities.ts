import { USUAL_CURRENCY } from '#shared/currencies.ts';
import { date } from '#shared/fields/date.ts';
import { datetime } from '#shared/fields/datetime.ts';
import { integer } from '#shared/fields/integer.ts';
import { money } from '#shared/fields/money.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { usualStages } from '#shared/stages.ts';

export const opportunities = defineObject({
  name: 'opportunities',
  label: ['Opportunity', 'Opportunities'],
  title: 'name',
  subtitle: ['stage', 'close_date'],
  fields: {
    name: text({ required: true, search: true }),
    lead_id: relation('leads', { filter: true }),
    company_id: relation('companies', { filter: true }),
    contact_id: relation('contacts', { filter: true }),
    pipeline_id: relation('pipelines', { filter: true, defaultToUsual: true }),
    stage: option({
      options: usualStages,
      optionsFrom: 'pipelines',
      optionsBy: 'pipeline_id',
      default: 'QUALIFICATION',
    }),
    amount: money({ currencyBy: 'currency', summedAs: 'base_amount' }),
    currency: option({ options: [{ value: USUAL_CURRENCY, label: USUAL_CURRENCY }], optionsFrom: 'currencies' }),
    close_date: date(),
    probability: integer({ label: 'Probability (%)', min: 0, max: 100 }),
    /** The amount in the tenant's own currency. */
    base_amount: money({ readOnly: true, derivedFrom: 'amount', label: 'Converted amount' }),
    /** That by its chance to be won. */
    weighted_amount: money({ readOnly: true, derivedFrom: 'amount', label: 'Weighted amount' }),
    next_step: text(),
    lost_reason: option({
      options: ['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'MISSING_FEATURE', 'NO_ANSWER', 'OTHER'],
    }),
    // When it reached a stage that is won or lost; set by the stage.
    closed_at: datetime({ readOnly: true, label: 'Closed' }),
    days_to_close: integer({ readOnly: true, label: 'Days to close', min: 0 }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
    tags: tags(),
  },
  rollups: [
    ['pipeline_id', 'stage'],
    ['pipeline_id', 'owner_id', 'stage'],
  ],
  customFields: true,
  list: { columns: ['name', 'lead_id', 'stage', 'amount', 'close_date', 'tags', 'owner_id'] },
  php: true,
});
export type Opportunity = RecordOf<typeof opportunities>;
