import { entries } from '#shared/fields/entries.ts';
import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { phone } from '#shared/fields/phone.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** Organizations that the tenant sells to, or wants to. */
export const companies = defineObject({
  name: 'companies',
  label: ['Company', 'Companies'],
  title: 'name',
  subtitle: ['domain', 'city'],
  fields: {
    name: text({ required: true, search: true }),
    domain: text({ search: true, match: true, max: 253 }),
    website: text({ max: 500 }),
    phone: phone(),
    phones: entries({ of: 'phone', primary: 'phone' }),
    industry: option({
      options: [
        'AGRICULTURE',
        'CONSTRUCTION',
        'EDUCATION',
        'ENERGY',
        'FINANCE',
        'HEALTH',
        'HOSPITALITY',
        'MANUFACTURING',
        'PUBLIC',
        'RETAIL',
        'SERVICES',
        'TECHNOLOGY',
        'TRANSPORT',
        'OTHER',
      ],
    }),
    employees: integer({ min: 0, max: 100_000_000 }),
    street: text(),
    city: text({ search: true }),
    postal_code: text({ max: 50 }),
    region: text(),
    country: text(),
    description: text({ max: 50_000, multiline: true }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
    tags: tags(),
  },
  rollups: [['industry'], ['owner_id']],
  customFields: true,
  list: { columns: ['name', 'domain', 'industry', 'city', 'tags', 'owner_id'] },
});
export type Company = RecordOf<typeof companies>;
