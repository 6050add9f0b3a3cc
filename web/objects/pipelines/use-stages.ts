import { useState } from 'react';
import type { Option } from '#shared/fields/field.ts';

/** A stage that is being edited; one that is new has no value yet. */
export interface StageDraft extends Option {
  /** Tells stages apart while they are edited. */
  key: string;
}

let made = 0;
const newStage: Partial<Option> = { type: 'open', probability: 50 };

/** Stages or other options while they are edited: order, words, and what the records of those that go get instead. A new one begins as `blank`. */
export function useStages(stages: readonly Option[], blank: Partial<Option> = newStage) {
  const [drafts, setDrafts] = useState<readonly StageDraft[]>(() => stages.map((one) => ({ ...one, key: one.value })));
  const [replace, setReplace] = useState<Readonly<Record<string, string>>>({});
  const cleaned = drafts.map(({ key: _key, ...stage }) => ({ ...stage, value: stage.value || valueFor(stage.label) }));
  return {
    drafts,
    /** What is to be stored. */
    body: { stages: cleaned, ...(Object.keys(replace).length > 0 && { replace }) },
    isChanged: JSON.stringify(cleaned) !== JSON.stringify(stages),
    change: (key: string, patch: Partial<Option>) =>
      setDrafts((before) => before.map((one) => (one.key === key ? { ...one, ...patch } : one))),
    move: (key: string, to: number) => setDrafts((before) => moved(before, key, to)),
    add: () => {
      made += 1;
      const key = `new ${made}`;
      setDrafts((before) => insertOpen(before, { key, value: '', label: '', ...blank }));
      return key;
    },
    remove: (key: string, heir?: string) => {
      const gone = drafts.find((one) => one.key === key);
      setDrafts((before) => before.filter((one) => one.key !== key));
      if (!gone?.value || !heir) return;
      // What was to go to this stage goes where its deals go.
      const kept = Object.entries(replace).map(([from, to]) => [from, to === gone.value ? heir : to]);
      setReplace({ ...Object.fromEntries(kept), [gone.value]: heir });
    },
    reset: () => {
      setDrafts(stages.map((one) => ({ ...one, key: one.value })));
      setReplace({});
    },
  };
}

export type StagesState = ReturnType<typeof useStages>;

function moved(drafts: readonly StageDraft[], key: string, to: number): readonly StageDraft[] {
  const one = drafts.find((draft) => draft.key === key);
  const rest = drafts.filter((draft) => draft.key !== key);
  return one ? [...rest.slice(0, to), one, ...rest.slice(to)] : drafts;
}

/** A new stage stands behind the others that are open, any other option at the end. */
function insertOpen(drafts: readonly StageDraft[], one: StageDraft): readonly StageDraft[] {
  const end = drafts.findIndex((draft) => draft.type === 'won' || draft.type === 'lost');
  const at = end < 0 ? drafts.length : end;
  return [...drafts.slice(0, at), one, ...drafts.slice(at)];
}

/** `Contract sent` is stored as `CONTRACT_SENT`. */
function valueFor(label: string): string {
  return (
    label
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toUpperCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      .replaceAll(/^_+|_+$/g, '') || label.trim()
  );
}
