const PREFIX = 'arvelo.draft.';
const DAYS = 30;

interface Stored {
  at: number;
  values: unknown;
}

/** What this person typed under a name and has not sent; it stays in this browser through reloads, sign-outs and dead networks. */
export function readDraft<T>(userId: number, name: string): T | null {
  return (parse(storage()?.getItem(keyOf(userId, name)) ?? null)?.values as T) ?? null;
}

export function keepDraft(userId: number, name: string, values: unknown): void {
  const stored: Stored = { at: Date.now(), values };
  try {
    storage()?.setItem(keyOf(userId, name), JSON.stringify(stored));
  } catch {
    // The storage is full: old drafts make room for this one.
    forgetDrafts(0, keyOf(userId, name));
  }
}

export function dropDraft(userId: number, name: string): void {
  storage()?.removeItem(keyOf(userId, name));
}

/** Forgets drafts that nobody has come back to for a month. */
export function forgetOldDrafts(): void {
  forgetDrafts(DAYS * 86_400_000);
}

function forgetDrafts(age: number, except?: string): void {
  const store = storage();
  if (!store) return;
  for (const key of Object.keys(store).filter((one) => one.startsWith(PREFIX) && one !== except)) {
    const stored = parse(store.getItem(key));
    if (!stored || Date.now() - stored.at >= age) store.removeItem(key);
  }
}

function keyOf(userId: number, name: string): string {
  return `${PREFIX}${userId}.${name}`;
}

function parse(text: string | null): Stored | null {
  try {
    const stored = JSON.parse(text ?? 'null');
    return stored && typeof stored.at === 'number' ? stored : null;
  } catch {
    return null;
  }
}

/** Storage can be forbidden by the browser's settings. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
