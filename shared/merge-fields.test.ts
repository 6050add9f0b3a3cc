import { expect, it } from 'vitest';
import { fillTemplate, mergeFields } from './merge-fields.ts';

it('names the fields of a template, each once', () => {
  expect(mergeFields('Dear {{contact_name}}, {{ me.name }} of {{organization}} – {{contact_name}}')).toEqual([
    'contact_name',
    'me.name',
    'organization',
  ]);
});

it('puts values in, leaves what has none, and takes nothing that is no field', () => {
  const values = { contact_name: 'Jane', email: '' };
  expect(fillTemplate('Dear {{contact_name}} <{{email}}> {{constructor}} {x} {{}}', values)).toBe(
    'Dear Jane <{{email}}> {{constructor}} {x} {{}}',
  );
});

it('does not read values as templates', () => {
  expect(fillTemplate('{{a}}', { a: '{{b}}', b: 'no' })).toBe('{{b}}');
});
