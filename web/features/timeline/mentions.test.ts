import { expect, it } from 'vitest';
import { insertMention, mentionAt, withMentions } from './mentions.ts';

it('knows when somebody is about to be mentioned, and when an @ is part of an address', () => {
  expect(mentionAt('Ask @', 5)).toBe('');
  expect(mentionAt('Ask @Ad', 7)).toBe('Ad');
  expect(mentionAt('Ask @Ada Lo', 11)).toBe('Ada Lo');
  expect(mentionAt('Mail jane@acme', 14)).toBeNull();
  expect(mentionAt('@Ada Lovelace says', 18)).toBeNull();
});

it('puts the name where the letters were, and the caret behind it', () => {
  expect(insertMention('Ask @ad today', 7, 'Ada Lovelace')).toEqual({ text: 'Ask @Ada Lovelace today', caret: 18 });
});

it('keeps mentions as links, longer names first, and leaves everything else alone', () => {
  const mentions = { Ada: 1, 'Ada Lovelace': 2 };
  expect(withMentions('@Ada Lovelace and @Ada, not @Adam', mentions)).toBe(
    '[@Ada Lovelace](user:2) and [@Ada](user:1), not @Adam',
  );
  expect(withMentions('mail ada@Ada.org', mentions)).toBe('mail ada@Ada.org');
  expect(withMentions('@Ada', {})).toBe('@Ada');
});
