import { beforeEach, expect, it, vi } from 'vitest';
import { dropDraft, forgetOldDrafts, keepDraft, readDraft } from './drafts.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, text: string) {
      kept.set(key, text);
      Object.assign(this, { [key]: text });
    },
    removeItem(key: string) {
      kept.delete(key);
      Reflect.deleteProperty(this, key);
    },
  };
  vi.stubGlobal('localStorage', storage);
});

it('keeps what was typed apart by person and by place until it is dropped', () => {
  keepDraft(1, 'leads.5', { body: 'Mine' });
  keepDraft(2, 'leads.5', { body: 'Theirs' });
  expect(readDraft(1, 'leads.5')).toEqual({ body: 'Mine' });
  expect(readDraft(2, 'leads.5')).toEqual({ body: 'Theirs' });
  expect(readDraft(1, 'leads.6')).toBeNull();
  dropDraft(1, 'leads.5');
  expect([readDraft(1, 'leads.5'), readDraft(2, 'leads.5')]).toEqual([null, { body: 'Theirs' }]);
});

it('forgets what nobody came back to for a month, and what is no draft', () => {
  vi.useFakeTimers({ now: new Date('2026-01-01') });
  keepDraft(1, 'old', { body: 'Old' });
  vi.setSystemTime(new Date('2026-01-20'));
  keepDraft(1, 'new', { body: 'New' });
  localStorage.setItem('arvelo.draft.1.broken', '{');
  vi.setSystemTime(new Date('2026-02-05'));
  forgetOldDrafts();
  vi.useRealTimers();
  expect([readDraft(1, 'old'), readDraft(1, 'new')]).toEqual([null, { body: 'New' }]);
  expect(localStorage.getItem('arvelo.draft.1.broken')).toBeNull();
});
