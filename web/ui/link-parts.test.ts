import { expect, test } from 'vitest';
import { linkParts } from './link-parts.ts';

const links = (text: string) => linkParts(text).flatMap(({ text: shown, href }) => (href ? [[shown, href]] : []));

test('web and email addresses are found without the punctuation around them', () => {
  expect(links('See https://acme.com/a?b=1#c. Or (http://x.example/y_(z)), www.acme.com!')).toEqual([
    ['https://acme.com/a?b=1#c', 'https://acme.com/a?b=1#c'],
    ['http://x.example/y_(z)', 'http://x.example/y_(z)'],
    ['www.acme.com', 'https://www.acme.com'],
  ]);
  expect(links('Write to john.doe+crm@acme.co.uk, please.')).toEqual([
    ['john.doe+crm@acme.co.uk', 'mailto:john.doe+crm@acme.co.uk'],
  ]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'a@b',
  '@someone',
  'https://',
  'http://...',
  'meet@ 5',
  '<b>bold</b>',
])('%s leads nowhere', (text) => {
  expect(links(text)).toEqual([]);
});

test('the parts are the text, whatever it is', () => {
  for (const text of [
    '',
    'plain',
    'https://a.example',
    'a https://a.example b\nc d@e.example.',
    '<a href="https://x.example">',
  ]) {
    expect(linkParts(text).map((part) => part.text)).toEqual(text ? expect.any(Array) : []);
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
});

test('a long text takes no longer than its length', () => {
  const started = performance.now();
  for (const unit of ['a', 'a.', 'a@', 'www.', 'http://', '-', 'http://a)', ')']) {
    linkParts(unit.repeat(50_000 / unit.length));
    linkParts(`http://a.example${unit.repeat(50_000)}`);
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
