import { expect, it } from 'vitest';
import { leads } from '#shared/objects/leads.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { toFormValues } from '#web/fields/form-values.ts';
import { contestedFields, mergeVersions } from './conflicts.ts';

const { company, contact_name, email, phone } = leads.fields;
const fields = { company, contact_name, email, phone };
const record = (values: object) => ({ id: 1, version: 1, created_at: '', updated_at: '', ...values }) as AnyRecord;
const base = record({ company: 'Acme', contact_name: 'Jane', email: null, phone: '1' });
const before = toFormValues(fields, base);
const mine = { ...before, company: 'Acme Corp', email: 'jane@acme.com', phone: '2' };
const theirs = record({ company: 'ACME', contact_name: 'Janet', email: 'jane@acme.com', phone: '1' });
const versions = { mine, before, theirs };

it('asks only about fields that both have changed to different values', () => {
  expect(contestedFields(fields, versions)).toEqual(['company']);
});

it('keeps what was chosen, and of other fields what either has changed', () => {
  const merged = { contact_name: 'Janet', email: 'jane@acme.com', phone: '2' };
  expect(mergeVersions(fields, versions, { company: 'mine' })).toEqual({ company: 'Acme Corp', ...merged });
  expect(mergeVersions(fields, versions, { company: 'theirs' })).toEqual({ company: 'ACME', ...merged });
});
