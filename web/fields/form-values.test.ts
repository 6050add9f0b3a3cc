import { expect, test } from 'vitest';
import { type Fields, readInput } from '#shared/fields/input.ts';
import { objects } from '#shared/objects/registry.ts';
import { newRecordValues, toFormValues, toInput } from './form-values.ts';

test('a form shows a record and gives back the same values', () => {
  const fields: Fields = Object.fromEntries(
    Object.entries(objects.opportunities.fields).filter(([, field]) => !field.readOnly),
  );
  const record = {
    name: 'Fleet',
    lead_id: 7,
    company_id: null,
    contact_id: 8,
    pipeline_id: 2,
    tags: ['vip'],
    stage: 'PROPOSAL',
    amount: 1250.5,
    currency: null,
    close_date: '2026-12-24',
    probability: 40,
    next_step: 'Call',
    lost_reason: null,
    owner_id: null,
  };
  const { values, errors } = readInput(fields, toInput(fields, toFormValues(fields, record)), 'update');
  expect(errors).toEqual({});
  expect(values).toEqual(record);
});

test('a new record starts with its defaults and belongs to whoever creates it', () => {
  expect(newRecordValues(objects.leads.fields, 3)).toMatchObject({ status: 'NEW', owner_id: 3, rating: undefined });
});
